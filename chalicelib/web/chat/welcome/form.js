// Before the conversation: a nickname, and three questions that may all be left open.

import { fill, h, set, write } from "../../shared/dom.js";

const GENDERS = ["female", "male", "other"];

/** @typedef {import("../context.js").Context} Context */

/** @param {Context} context */
export function startForm(context) {
  const { say } = context;
  const nickname = nicknameField(say, "nickname", "chat.nickname_hint");
  const age = h("input", { id: "age", name: "age", type: "text", inputmode: "numeric", autocomplete: "off", maxlength: 3 });
  const region = h("input", { id: "region", name: "region", autocomplete: "off", maxlength: 60 });
  const gender = h("select", { id: "gender", name: "gender", autocomplete: "off" },
    h("option", { value: "" }, say("chat.no_answer")),
    ...GENDERS.map((value) => h("option", { value }, say(`chat.gender_${value}`))));
  const onsubmit = (/** @type {Event} */ event) => {
    event.preventDefault();
    const name = nickname.read();
    const intake = readIntake(age.value, region.value, gender.value);
    if (name) context.dispatch({ type: "@start", nickname: name, intake });
  };
  // The nickname that is taken may be their own, of a conversation that this browser could not keep.
  const mine = h("button", { type: "button", hidden: true, onclick: () => comeBack(context, nickname) }, say("chat.nickname_mine"));
  const element = h("form", { class: "start", novalidate: true, onsubmit },
    nickname.element, mine,
    h("fieldset", { class: "intake" },
      h("legend", {}, say("chat.intake")),
      h("p", { class: "hint" }, say("chat.intake_hint")),
      h("div", { class: "three" },
        field(age, say("chat.age")), field(region, say("chat.region")), field(gender, say("chat.gender")))),
    h("button", { class: "primary wide", type: "submit" }, say("chat.start")));
  const taken = (/** @type {string} */ words) => {
    nickname.complain(words);
    mine.hidden = !words;
  };
  return { element, nickname, taken };
}

/** The form of a visitor who lost the page. @param {Context} context */
export function comeBackForm(context) {
  const { say } = context;
  const nickname = nicknameField(say, "old-nickname", "chat.comeback_hint");
  const onsubmit = (/** @type {Event} */ event) => {
    event.preventDefault();
    comeBack(context, nickname);
  };
  return h("form", { class: "start", novalidate: true, onsubmit },
    nickname.element, h("button", { type: "submit" }, say("chat.comeback")));
}

/** @param {Context} context @param {ReturnType<typeof nicknameField>} nickname */
function comeBack(context, nickname) {
  const name = nickname.read();
  if (name) context.dispatch({ type: "@comeback", nickname: name });
}

/** @param {HTMLElement} control @param {string} label */
function field(control, label) {
  return h("div", {}, h("label", { for: control.id }, label), control);
}

/** @param {import("../../shared/words.js").Say} say @param {string} id @param {string} hint */
function nicknameField(say, id, hint) {
  const input = h("input", {
    id, autocomplete: "off", maxlength: 40, spellcheck: "false", "aria-describedby": `${id}-hint ${id}-fault`,
  });
  const fault = h("p", { class: "fault", id: `${id}-fault` });
  const complain = (/** @type {string} */ text) => {
    write(fault, text);
    set(input, { "aria-invalid": text ? "true" : null });
    if (text) input.focus();
  };
  const read = () => {
    const name = input.value.trim();
    complain(/[\p{L}\p{N}]/u.test(name) ? "" : say("chat.nickname_missing"));
    return /[\p{L}\p{N}]/u.test(name) ? name : null;
  };
  const element = h("div", {},
    h("label", { for: id }, say("chat.nickname")), h("p", { class: "hint", id: `${id}-hint` }, say(hint)), input, fault);
  return { element, input, read, complain };
}

/** What is not understood is left out: these questions are no exam. @param {string} age @param {string} region @param {string} gender */
function readIntake(age, region, gender) {
  const years = /^\d{1,3}$/.test(age.trim()) ? Number(age) : 0;
  return {
    ...(years >= 1 && years <= 120 ? { age: years } : {}),
    ...(/[\p{L}\p{N}]/u.test(region) ? { region: region.trim() } : {}),
    ...(gender ? { gender } : {}),
  };
}

/** @param {HTMLElement} place @param {...(Node | null)} children */
export function refill(place, ...children) {
  fill(place, ...children);
  place.hidden = children.every((child) => child === null);
}
