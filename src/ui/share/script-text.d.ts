/** Made by scripts/share-viewer.mjs when the renderer is built. */
declare module '*?script' {
  const script: string;
  export default script;
}
