// Starts the hostile worker as the real page does, or, as the control, from a URL.

const find = (id) => document.getElementById(id);
const { manifest, script, elsewhere, sealed } = JSON.parse(find("setting").textContent);
const absolute = (url) => new URL(url, document.baseURI).href;
const files = Object.fromEntries(
  Object.entries(manifest.files).map(([name, file]) => [
    name,
    Array.isArray(file) ? file : { ...file, url: absolute(file.url) },
  ]),
);
const source = `import(${JSON.stringify(absolute(script))}).then(() => postMessage({ loaded: true }));`;
const worker = sealed
  ? new Worker(URL.createObjectURL(new Blob([source], { type: "text/javascript" })), { type: "module" })
  : new Worker(absolute("control.js"), { type: "module" });
worker.onmessage = ({ data }) => {
  if (data.loaded) {
    const framework = { ...manifest.framework, url: absolute(manifest.framework.url) };
    worker.postMessage({ manifest: { ...manifest, framework, files }, elsewhere, sealed });
  } else find("outcome").textContent = JSON.stringify(data, null, 1);
};
