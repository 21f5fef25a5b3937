// Every page works without this file. It adds keys, "copy citation", the reader's own clock, and progress.
"use strict";
const all = (selector, root = document) => [...root.querySelectorAll(selector)];

// Times in the reader's zone; what the page said stays in the tooltip.
for (const time of all("time[datetime*='T']")) {
  const moment = new Date(time.dateTime);
  if (isNaN(moment)) continue;
  time.title = time.textContent;
  time.textContent = moment.toLocaleString("en-GB", { day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit", timeZoneName: "short" });
}

// Places name their report, as the list of sources has it.
const bylines = all("#left option").map((option) => option.text);
for (const place of all(".refs a")) place.title = bylines[parseInt(place.text.slice(1)) - 1] ?? "";

// Copy citation: outlet, date, sentence, link.
function say(text) {
  document.querySelector(".toast")?.remove();
  const toast = Object.assign(document.createElement("p"), { className: "toast", textContent: text });
  toast.setAttribute("role", "status");
  document.body.append(toast);
  setTimeout(() => toast.remove(), 2500);
}
async function copy(line) {
  const words = line.querySelector("a.text") ?? line;
  let { title, href } = words;
  if (line.dataset.at) {
    const link = new URL(paper.dataset.link, location);
    link.searchParams.set("at", line.dataset.at);
    [title, href] = [paper.dataset.byline, `${link}#at`];
  }
  const citation = `“${words.textContent.trim().replace(/\s+/g, " ")}” (${title}) ${href}`;
  try {
    await navigator.clipboard.writeText(citation);
    say("Citation copied");
  } catch {
    say(citation);
  }
}
function citing(line) {
  const button = Object.assign(document.createElement("button"), { type: "button", className: "copy", textContent: "cite" });
  button.setAttribute("aria-label", "Copy citation");
  button.addEventListener("click", () => {
    copy(line);
    line.focus({ preventScroll: true });
  });
  return button;
}
const lines = all(".line, .sent").filter((line) => line.dataset.at || line.querySelector("a"));
for (const line of lines) {
  line.tabIndex = -1;
  if (!line.querySelector(":scope > a.text")) continue;
  const button = citing(line);
  const below = line.querySelector(":scope > .below");
  below ? below.before(button) : line.append(button);
}

// A sentence of a report that is chosen, by a click or a key, has a button to cite it.
const paper = document.querySelector(".paper");
paper?.addEventListener("click", (event) => {
  if (!event.target.closest("a, button") && getSelection().isCollapsed) event.target.closest(".sent")?.focus({ preventScroll: true });
});
paper?.addEventListener("focusin", (event) => {
  if (!event.target.matches(".sent")) return;
  paper.querySelector(".copy")?.remove();
  event.target.after(citing(event.target));
});

// Keys.
const goto = { s: "/stories", w: "/statements", p: "/actors", q: "/quote", r: "/reports", a: "/add", h: "/help" };
let gone = false;
function step(by) {
  const shown = lines.filter((line) => line.checkVisibility());
  const now = shown.indexOf(document.activeElement?.closest?.(".line, .sent"));
  const next = shown[now < 0 ? (by > 0 ? 0 : shown.length - 1) : Math.min(Math.max(now + by, 0), shown.length - 1)];
  next?.focus({ preventScroll: true });
  next?.scrollIntoView({ block: "center" });
}
async function help() {
  let dialog = document.querySelector("dialog");
  if (!dialog) {
    const page = new DOMParser().parseFromString(await (await fetch("/help")).text(), "text/html");
    dialog = document.createElement("dialog");
    dialog.setAttribute("aria-label", "Keys");
    dialog.append(page.querySelector(".keys"));
    document.body.append(dialog);
  }
  dialog.open ? dialog.close() : dialog.showModal();
}
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input:not([type=checkbox], [type=radio]), select, textarea")) return;
  const line = document.activeElement?.closest?.(".line, .sent");
  const key = event.key;
  const act = gone && goto[key] ? () => location.assign(goto[key])
    : key === "j" ? () => step(1)
    : key === "k" ? () => step(-1)
    : key === "o" && line ? () => (line.querySelector("a.text, a") ?? line.parentElement.querySelector(`#${line.id} ~ .sign`))?.click()
    : key === "c" && line?.matches(".sent, :has(a.text)") ? () => copy(line)
    : key === "/" ? () => document.getElementById("find").focus()
    : key === "?" ? help : null;
  gone = key === "g";
  if (act) {
    event.preventDefault();
    act();
  }
});

// Files dropped on the form are those of its field.
const drop = document.querySelector(".drop");
if (drop) {
  const field = drop.querySelector("input[type=file]");
  for (const name of ["dragover", "dragleave", "drop"]) {
    drop.addEventListener(name, (event) => {
      event.preventDefault();
      drop.classList.toggle("over", name === "dragover");
      if (name === "drop") field.files = event.dataTransfer.files;
    });
  }
}

// A job's progress without loading the whole page again.
const job = document.querySelector("[data-job]");
if (job) {
  const ask = async () => {
    const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
    const now = page.querySelector("[data-job]");
    job.replaceChildren(...now.childNodes);
    if (now.dataset.job === "open") setTimeout(ask, 1000);
  };
  if (job.dataset.job === "open") setTimeout(ask, 1000);
}
