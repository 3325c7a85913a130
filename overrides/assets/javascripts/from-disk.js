/** Browsers refuse workers to pages that are opened from a disk. There a hidden frame runs the search instead, and speaks like a worker. */
(() => {
  "use strict";

  if (location.protocol !== "file:") return;

  class FrameWorker extends EventTarget {
    /** @param {string} address */
    constructor(address) {
      super();
      this.frame = document.createElement("iframe");
      this.frame.hidden = true;
      document.body.append(this.frame);
      const { inner } = this;
      inner.document.open(); // so that no browser puts another empty page in its place
      inner.document.write("<!doctype html><body>");
      inner.document.close();
      inner.postMessage = (/** @type {unknown} */ data) => this.dispatchEvent(new MessageEvent("message", { data }));
      inner.importScripts = async (...addresses) => {
        for (const each of addresses) await this.load(each);
      };
      this.ready = this.load(address);
    }

    /** @returns {FrameWindow} */
    get inner() {
      if (!this.frame.contentWindow) throw new Error("the frame of the search is gone");
      return /** @type {FrameWindow} */ (this.frame.contentWindow);
    }

    /** @type {(address: string) => Promise<unknown>} */
    load(address) {
      const { document } = this.inner;
      return new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = address;
        script.onload = resolve;
        script.onerror = () => reject(new Error(`${address} cannot be read`));
        document.body.append(script);
      });
    }

    /** @type {(data: unknown) => void} */
    postMessage(data) {
      const { inner } = this;
      this.ready.then(() => inner.dispatchEvent(new inner.MessageEvent("message", { data })));
    }

    terminate() {
      this.frame.remove();
    }
  }

  // The search makes a worker, and asks for the other name to find its languages.
  Object.assign(window, { IFrameWorker: FrameWorker, Worker: FrameWorker });
})();
