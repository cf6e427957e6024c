// What the server puts off (429, with Retry-After) is sent again when it says, so that a crowd costs a reader seconds and
// no question. Where that does not help, or the server is being stopped, it is as if it could not be reached: the page
// then comes back by itself, and the question is in its box again (`keep.js`).
(() => {
  const send = window.fetch;
  const TRIES = 8;
  const LONGEST = 10; // seconds between two tries
  window.fetch = async (address, settings) => {
    if (typeof address !== "string" && !(address instanceof URL)) return send(address, settings);
    const ours = String(address).includes("/gradio_api/");
    const lost = () => { if (String(address).includes("/gradio_api/run/")) dispatchEvent(new Event("unreached")); };
    for (let tries = TRIES; ; tries -= 1) {
      const response = await send(address, settings).catch((error) => { lost(); throw error; });
      if (!ours || (response.status !== 429 && response.status !== 503)) return response;
      if (response.status === 503 || tries === 0) {
        lost();
        throw new TypeError("The server is busy");
      }
      const seconds = Math.min(LONGEST, Number(response.headers.get("retry-after")) || 2);
      // Not all readers at the same moment.
      await new Promise((go) => setTimeout(go, seconds * (750 + Math.random() * 500)));
    }
  };
})();
