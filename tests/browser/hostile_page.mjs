// Starts the hostile worker as the real page does, or, as the control, from a URL.

import { absolute } from "../../sitegen/theme/js/manifest.mjs";

const find = (id) => document.getElementById(id);
const { manifest, elsewhere, sealed } = JSON.parse(find("setting").textContent);
const baseUrl = new URL(".", document.baseURI).href;
const script = JSON.stringify(`${baseUrl}hostile.js`);
const source = `import(${script}).then(() => postMessage({ loaded: true }));`;
const address = sealed
  ? URL.createObjectURL(new Blob([source], { type: "text/javascript" }))
  : `${baseUrl}control.js`;
const worker = new Worker(address, { type: "module" });
worker.onmessage = ({ data }) => {
  if (data.loaded) {
    const home = new URL(baseUrl).origin;
    worker.postMessage({ manifest: absolute(manifest, baseUrl), elsewhere, home, sealed });
  } else find("outcome").textContent = JSON.stringify(data, null, 1);
};
