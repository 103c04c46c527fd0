// Marks each operation that a form makes on the device: a UUID, which device, its number there, and the device's clock.
// A form that the page hands back unsent keeps its marks; one sent twice carries the same, so it is done once.
const STORE = "cho-phien-desk";

function uuid() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

// The device as it knows itself, or null where nothing can be kept: then the page's own marks stand.
function device() {
  try {
    const known = JSON.parse(localStorage.getItem(STORE) || "null");
    if (known && known.id) return known;
    const made = { id: uuid(), sequence: 0 };
    localStorage.setItem(STORE, JSON.stringify(made));
    return made;
  } catch {
    return null;
  }
}

function nextSequence() {
  const known = device();
  known.sequence += 1;
  localStorage.setItem(STORE, JSON.stringify(known));
  return known.sequence;
}

function mark(form) {
  const [operation, which, sequence, at] = ["operation", "device", "sequence", "device_at"].map((name) =>
    form.querySelector(`[data-mark=${name}]`),
  );
  if (!sequence.value) {
    operation.value = uuid();
    which.value = device().id;
  }
  form.addEventListener("submit", (event) => {
    if (event.submitter?.hasAttribute("data-aside")) return; // a button that makes no operation
    if (!sequence.value) sequence.value = nextSequence();
    at.value = new Date().toISOString();
  });
}

// A page without a network would be lost with all that was typed: the form waits instead, and says so.
const strip = document.querySelector("[data-offline]");
function tellOfNetwork() {
  if (strip) strip.hidden = navigator.onLine;
}
addEventListener("online", tellOfNetwork);
addEventListener("offline", tellOfNetwork);
tellOfNetwork();
document.addEventListener(
  "submit",
  (event) => {
    if (navigator.onLine) return;
    event.preventDefault();
    event.stopPropagation();
    tellOfNetwork();
    strip?.scrollIntoView({ block: "nearest" });
  },
  { capture: true },
);

if (device()) {
  document.querySelectorAll("form[data-operation]").forEach(mark);
  const shown = document.querySelector("[data-device]");
  if (shown) {
    shown.querySelector("span").textContent = device().id.slice(0, 4).toUpperCase();
    shown.hidden = false;
  }
}

// The tab one is on may lie beyond the edge of a phone.
document.querySelector(".desk .nav [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });

// A refusal is where one looks next.
const wrong = [...document.querySelectorAll("main :is([aria-invalid=true], [role=alert])")];
wrong.find((one) => one.offsetParent !== null)?.focus();
