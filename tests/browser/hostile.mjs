// A worker that starts as the real one does and then tries every way out it can
// think of, from JavaScript and from Python, towards `elsewhere`.
// Unsealed it is the control, which shows that these ways do lead out.

import { seal } from "../../sitegen/theme/js/seal.mjs";
import { startPython } from "../../sitegen/theme/js/startup.mjs";

const post = globalThis.postMessage.bind(globalThis);

globalThis.onmessage = async ({ data: { manifest, elsewhere, home, sealed } }) => {
  try {
    const { pyodide } = await startPython(manifest, () => {});
    if (sealed) seal(globalThis);
    const results = await attempt(probes(elsewhere, pyodide));
    // Its own host may not hear of an answer either. Only import() reaches it, which
    // nothing but the worker's own script can write.
    const { import: _, ...others } = probes(`${home}/leak`, pyodide);
    await attempt(others);
    await pause(500);
    post({ results });
  } catch (error) {
    post({ error: String(error) });
  }
};

async function attempt(ways) {
  const results = {};
  for (const [name, way] of Object.entries(ways)) {
    try {
      results[name] = String(await Promise.race([way(), pause(300)]));
    } catch (error) {
      results[name] = String(error);
    }
  }
  return results;
}

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Python that gets JavaScript's Function from any object that it can see. */
const construct = (code) =>
  `import pyodide_js; pyodide_js.loadPackage.constructor('return ${code}')()`;

function probes(elsewhere, pyodide) {
  const at = (name) => `${elsewhere}/${name}`;
  const python = (code) => pyodide.runPython(code);
  const socket = (name) => at(name).replace("http", "ws");
  return {
    fetch: () => fetch(at("fetch"), { mode: "no-cors" }),
    keepalive: () => fetch(at("keepalive"), { mode: "no-cors", keepalive: true }),
    request: () => fetch(new Request(at("request"), { mode: "no-cors" })),
    inherited: () => Object.getPrototypeOf(globalThis).fetch.call(globalThis, at("inherited")),
    scope: () => WorkerGlobalScope.prototype.fetch.call(globalThis, at("scope")),
    xhr: () => {
      const request = new XMLHttpRequest();
      request.open("GET", at("xhr"));
      request.send();
    },
    websocket: () => new WebSocket(socket("websocket")),
    eventsource: () => new EventSource(at("eventsource")),
    import: () => import(at("import.js")),
    importscripts: () => importScripts(at("importscripts.js")),
    worker: () => new Worker(at("worker.js")),
    nested: () => new Worker(URL.createObjectURL(new Blob([`fetch("${at("nested")}")`]))),
    cache: () => caches.open("x").then((cache) => cache.add(at("cache"))),
    beacon: () => navigator.sendBeacon(at("beacon"), "x"),
    font: () => new FontFace("x", `url(${at("font")})`).load(),
    timer: () => setTimeout(`fetch("${at("timer")}")`),
    function: () => new Function(`return fetch("${at("function")}")`)(),
    eval: () => (0, eval)(`fetch("${at("eval")}")`),
    transport: () => new WebTransport(at("transport").replace("http:", "https:")).ready,
    rtc: () => new RTCPeerConnection().createOffer(),
    python_js: () => python(`import js; js.fetch("${at("python_js")}")`),
    python_run_js: () => python(`from pyodide.code import run_js; run_js("fetch('${at("python_run_js")}')")`),
    python_import: () => python(`from pyodide.code import run_js; run_js("import('${at("python_import.js")}')")`),
    python_constructor: () => python(construct(`fetch("${at("python_constructor")}")`)),
    python_constructor_import: () =>
      python(construct(`import("${at("python_constructor_import.js")}")`)),
    python_package: () => pyodide.loadPackage(at("x-1.0-py3-none-any.whl")),
    python_http: () => python(`from pyodide.http import open_url; open_url("${at("python_http")}")`),
    python_socket: () => python(
      `import socket; s = socket.create_connection(("127.0.0.1", ${new URL(elsewhere).port}), 1)`,
    ),
    lazy_file: () => pyodide.FS.createLazyFile("/", "lazy", at("lazy_file"), true, false).contents.length,
  };
}
