// What the page around the three frames does itself: load one of them anew, and undo a block.

/** @param {string} who */
function frameOf(who) {
  return /** @type {HTMLIFrameElement} */ (document.querySelector(`[data-who="${who}"] iframe`));
}

/** @param {string} who Its first page again: where it is by now is another site's business. */
function loadsAgain(who) {
  const frame = frameOf(who);
  frame.src = String(frame.getAttribute("src"));
}

async function unblocks() {
  const said = /** @type {HTMLElement} */ (document.querySelector("output"));
  const { lifted, none, failed } = document.body.dataset;
  try {
    const answer = await fetch("/unblock", { method: "POST" });
    if (!answer.ok) throw new Error(String(answer.status));
    const count = (await answer.json()).lifted;
    said.textContent = String(count ? lifted : none);
    if (count) loadsAgain("visitor");
  } catch {
    said.textContent = String(failed);
  }
}

for (const button of document.querySelectorAll("button")) {
  button.addEventListener("click", () => (button.dataset.again ? loadsAgain(button.dataset.again) : void unblocks()));
}

export {};
