// The few names of Node that the snapshot script uses.
declare module "node:crypto" {
  const crypto: { randomFillSync(view: ArrayBufferView): ArrayBufferView };
  export default crypto;
}
declare module "node:fs" {
  export function readFileSync(path: string | number): Uint8Array<ArrayBuffer>;
  export function writeFileSync(path: string, data: Uint8Array | string): void;
}
declare module "node:module" {
  export function syncBuiltinESMExports(): void;
}
declare module "node:url" {
  export function pathToFileURL(path: string): URL;
}
declare const process: { argv: string[]; env: Record<string, string>; exitCode: number };
