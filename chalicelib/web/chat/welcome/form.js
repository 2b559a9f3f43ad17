// Before the conversation: a nickname, and three questions that may all be left open.

import { fill, h, set, write } from "../../shared/dom.js";

const GENDERS = /** @type {const} */ (["female", "male", "other"]);

/** @typedef {import("../context.js").Context} Context */
/** @typedef {import("../../shared/words.js").Say} Say */

/** @param {Context} context */
export function startForm(context) {
  const { say } = context;
  const nickname = nicknameField(say, "nickname", "chat.nickname_hint", suggestion(say));
  const intake = intakeFields(say);
  const onsubmit = (/** @type {Event} */ event) => {
    event.preventDefault();
    const name = nickname.read();
    const answers = name && intake.read();
    if (answers) context.dispatch({ type: "@start", nickname: name, intake: answers });
  };
  // The nickname that is taken may be their own, of a conversation that this browser could not keep.
  const mine = h("button", { type: "button", hidden: true, onclick: () => askBack(context, nickname) }, say("chat.nickname_mine"));
  const element = h("form", { class: "start", novalidate: true, onsubmit },
    nickname.element, mine, h("button", { class: "primary wide", type: "submit" }, say("chat.start")), intake.element);
  const taken = (/** @type {string} */ words) => {
    nickname.complain(words);
    mine.hidden = !words;
  };
  return { element, nickname, taken };
}

/** A name that says nothing about whoever takes it. @param {Say} say */
function suggestion(say) {
  const names = say("chat.nicknames").split(" ");
  const [name, number] = crypto.getRandomValues(new Uint16Array(2));
  return `${names[name % names.length]} ${2 + (number % 98)}`;
}

/** Three questions, folded: they are no gate. @param {Say} say */
function intakeFields(say) {
  const fault = h("p", { class: "fault", id: "age-fault" });
  const age = h("input", { id: "age", type: "text", inputmode: "numeric", autocomplete: "off", maxlength: 20, "aria-describedby": "age-fault" });
  const region = h("input", { id: "region", autocomplete: "off", maxlength: 60 });
  const gender = h("select", { id: "gender", autocomplete: "off" },
    h("option", { value: "" }, say("chat.no_answer")),
    ...GENDERS.map((value) => h("option", { value }, say(`chat.gender_${value}`))));
  const element = h("details", { class: "intake" },
    h("summary", {}, say("chat.intake")), h("p", { class: "hint" }, say("chat.intake_hint")),
    h("div", { class: "three" },
      field(age, say("chat.age"), fault), field(region, say("chat.region")), field(gender, say("chat.gender"))));

  /** null: something has to be put right first */
  function read() {
    const wrong = age.value.trim() !== "" && !years(age.value);
    write(fault, wrong ? say("chat.age_wrong") : "");
    set(age, { "aria-invalid": wrong ? "true" : null });
    if (!wrong) return readIntake(years(age.value), region.value, gender.value);
    element.open = true;
    age.focus();
    return null;
  }

  return { element, read };
}

/** The form of a visitor who lost the page. @param {Context} context */
export function comeBackForm(context) {
  const { say } = context;
  const nickname = nicknameField(say, "old-nickname", "chat.comeback_hint");
  const onsubmit = (/** @type {Event} */ event) => {
    event.preventDefault();
    askBack(context, nickname);
  };
  return h("form", { class: "start", novalidate: true, onsubmit },
    nickname.element, h("button", { type: "submit" }, say("chat.comeback")));
}

/** @param {Context} context @param {ReturnType<typeof nicknameField>} nickname */
function askBack(context, nickname) {
  const name = nickname.read();
  if (name) context.dispatch({ type: "@comeback", nickname: name });
}

/** @param {HTMLElement} control @param {string} label @param {HTMLElement} [fault] */
function field(control, label, fault) {
  return h("div", {}, h("label", { for: control.id }, label), control, fault);
}

/** @param {Say} say @param {string} id @param {string} hint @param {string} [value] */
function nicknameField(say, id, hint, value = "") {
  const input = h("input", {
    id, value, onfocus: () => input.select(), autocomplete: "off", maxlength: 40, spellcheck: "false", "aria-describedby": `${id}-hint ${id}-fault`,
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

/** @param {string} age @returns {number} 0: that is no age */
function years(age) {
  const number = /^\d{1,3}$/.test(age.trim()) ? Number(age) : 0;
  return number <= 120 ? number : 0;
}

/** @param {number} age @param {string} region @param {string} chosen */
function readIntake(age, region, chosen) {
  const gender = GENDERS.find((one) => one === chosen);
  return {
    ...(age ? { age } : {}),
    ...(/[\p{L}\p{N}]/u.test(region) ? { region: region.trim() } : {}),
    ...(gender ? { gender } : {}),
  };
}

/** @param {HTMLElement} place @param {...(Node | null)} children */
export function refill(place, ...children) {
  fill(place, ...children);
  place.hidden = children.every((child) => child === null);
}
