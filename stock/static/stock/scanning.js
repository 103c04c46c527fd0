// Codes off packs and labels, by a keyboard-wedge scanner anywhere on the page, and by the camera where one is allowed.
// What was read is put into the page's field for it ([data-scan-into]) and its form is sent, as if somebody had typed it.
// What a code means is for the server to say.

const FORMATS = ["qr_code", "ean_13", "ean_8", "upc_a", "code_128", "data_matrix"];
// A scanner's keys follow each other faster than any hand's.
const BETWEEN_KEYS_MS = 60;
const LEAST_KEYS = 6;
const BETWEEN_LOOKS_MS = 120;
const WIDEST_PX = 1280;

function deliver(text) {
  const field = document.querySelector("[data-scan-into]");
  if (!field) return;
  field.value = text;
  const event = new CustomEvent("scanned", { detail: text, bubbles: true, cancelable: true });
  if (field.dispatchEvent(event)) field.form.requestSubmit();
}

// The wedge: a burst of keys that Enter ends. Slower keys are somebody's typing and are left alone; what a burst wrote
// into a field that it was not meant for is taken back.
let keys = "";
let last = -Infinity;
let before = null;

function written(element) {
  return element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement ? element.value : null;
}

function heard(event) {
  if (event.isComposing || event.altKey || event.metaKey) return;
  const isFast = event.timeStamp - last < BETWEEN_KEYS_MS;
  if (event.key === "Enter") {
    if (isFast && keys.length >= LEAST_KEYS) {
      event.preventDefault();
      event.stopPropagation();
      if (before && before.value !== null) before.element.value = before.value;
      deliver(keys);
    }
    keys = "";
    return;
  }
  // Scanners send FNC1 as Ctrl-].
  const letter = event.ctrlKey ? (event.key === "]" ? "\x1d" : "") : event.key;
  if (letter.length !== 1) return;
  if (!isFast) {
    keys = "";
    before = { element: event.target, value: written(event.target) };
  }
  last = event.timeStamp;
  keys += letter;
}

document.addEventListener("keydown", heard, { capture: true });

// The camera.
function script(address) {
  return new Promise((loaded, failed) => {
    const element = Object.assign(document.createElement("script"), { src: address, onload: loaded, onerror: failed });
    document.head.append(element);
  });
}

// A function that looks at a picture and answers the text of the code in it, or null: the browser's own, or ZXing's.
async function reader(zxingAddress) {
  if ("BarcodeDetector" in window) {
    const known = await BarcodeDetector.getSupportedFormats();
    const formats = FORMATS.filter((format) => known.includes(format));
    if (["qr_code", "ean_13", "code_128"].every((format) => formats.includes(format))) {
      const detector = new BarcodeDetector({ formats });
      return async (canvas) => (await detector.detect(canvas))[0]?.rawValue ?? null;
    }
  }
  if (!window.ZXing) await script(zxingAddress);
  const { MultiFormatReader, DecodeHintType, BarcodeFormat, BinaryBitmap, HybridBinarizer } = window.ZXing;
  const hints = new Map([
    [DecodeHintType.POSSIBLE_FORMATS, FORMATS.map((format) => BarcodeFormat[format.toUpperCase()])],
    [DecodeHintType.TRY_HARDER, true],
    [DecodeHintType.ASSUME_GS1, true],
  ]);
  const zxing = new MultiFormatReader();
  zxing.setHints(hints);
  return async (canvas) => {
    try {
      const seen = new window.ZXing.HTMLCanvasElementLuminanceSource(canvas);
      return zxing.decodeWithState(new BinaryBitmap(new HybridBinarizer(seen))).getText();
    } catch {
      return null; // ZXing throws where it sees no code
    }
  };
}

class Camera {
  constructor(root) {
    this.part = (name) => root.querySelector(`[data-scan-${name}]`);
    this.zxing = root.dataset.scan;
    this.video = this.part("video");
    this.canvas = document.createElement("canvas");
    this.stream = null;
    root.hidden = false;
    this.part("open").addEventListener("click", () => this.open());
    this.part("close").addEventListener("click", () => this.close());
    this.part("torch").addEventListener("click", () => this.light());
    document.addEventListener("visibilitychange", () => document.hidden && this.close());
    window.addEventListener("pagehide", () => this.close());
  }

  show(name, is) {
    this.part(name).hidden = !is;
  }

  async open() {
    this.show("refused", false);
    this.show("missing", false);
    this.show("open", false);
    try {
      const video = { facingMode: { ideal: "environment" }, width: { ideal: WIDEST_PX } };
      const stream = await navigator.mediaDevices.getUserMedia({ video, audio: false });
      if (document.hidden) {
        stream.getTracks().forEach((track) => track.stop());
        this.show("open", true);
        return;
      }
      this.stream = stream;
      this.video.srcObject = stream;
      this.show("view", true);
      await this.video.play();
      const [track] = stream.getVideoTracks();
      this.show("torch", Boolean(track.getCapabilities?.().torch));
      this.part("close").focus();
      await this.watch(await reader(this.zxing));
    } catch (error) {
      this.close();
      this.show(error.name === "NotAllowedError" ? "refused" : "missing", true);
    }
  }

  async watch(read) {
    const mine = this.stream;
    while (mine && this.stream === mine) {
      const text = this.video.videoWidth ? await read(this.frame()) : null;
      if (this.stream !== mine) return;
      if (text) {
        this.close();
        navigator.vibrate?.(80);
        deliver(text);
        return;
      }
      await new Promise((later) => setTimeout(later, BETWEEN_LOOKS_MS));
    }
  }

  frame() {
    const scale = Math.min(1, WIDEST_PX / this.video.videoWidth);
    this.canvas.width = this.video.videoWidth * scale;
    this.canvas.height = this.video.videoHeight * scale;
    const paper = this.canvas.getContext("2d", { willReadFrequently: true });
    paper.drawImage(this.video, 0, 0, this.canvas.width, this.canvas.height);
    return this.canvas;
  }

  async light() {
    const button = this.part("torch");
    const on = button.getAttribute("aria-pressed") !== "true";
    await this.stream?.getVideoTracks()[0].applyConstraints({ advanced: [{ torch: on }] });
    button.setAttribute("aria-pressed", String(on));
  }

  close() {
    if (!this.stream) {
      this.show("open", true);
      return;
    }
    this.stream.getTracks().forEach((track) => track.stop());
    this.stream = null;
    this.video.srcObject = null;
    this.part("torch").setAttribute("aria-pressed", "false");
    this.show("view", false);
    this.show("open", true);
  }
}

if (navigator.mediaDevices?.getUserMedia) document.querySelectorAll("[data-scan]").forEach((root) => new Camera(root));
