// The page of the runtime's own tests: buttons in, text out, as a page may not use eval.

import { ScorerClient } from "../../sitegen/theme/js/client.mjs";

const find = (id) => document.getElementById(id);
const client = new ScorerClient(JSON.parse(find("pi-runtime").textContent), {
  baseUrl: new URL(".", document.baseURI).href,
  onProgress: ({ loaded, total }) => {
    find("progress").textContent = `${loaded} of ${total}`;
  },
});

async function show(action) {
  find("outcome").textContent = "waiting";
  const began = performance.now();
  try {
    find("answer").textContent = JSON.stringify((await action()) ?? null);
    find("outcome").textContent = "done";
  } catch (error) {
    find("message").textContent = error.message;
    find("detail").textContent = error.detail ?? String(error);
    find("outcome").textContent = error.code ?? "bug";
  }
  find("seconds").textContent = String((performance.now() - began) / 1000);
  find("state").textContent = client.state;
  find("readiness").textContent = JSON.stringify(client.readiness);
}

// For the vectors, many at once, by the debugger.
globalThis.scoreAll = async (texts) => {
  const replies = [];
  for (const text of texts) replies.push(await client.score(text));
  return replies;
};

find("start").onclick = () => show(() => client.start());
find("score").onclick = () => show(() => client.score(find("text").value));
find("read").onclick = () => show(() => client.read(find("text").value));
find("stop").onclick = () => show(async () => client.stop());
find("state").textContent = client.state;
