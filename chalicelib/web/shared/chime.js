const NOTES = [659, 880];

/** @type {AudioContext | null} */
let speaking = null;

/** Two soft notes, made here: no sound file has to be fetched or allowed. */
export function chime() {
  try {
    speaking ??= new AudioContext();
    NOTES.forEach((pitch, place) => note(/** @type {AudioContext} */ (speaking), pitch, place * 0.16));
  } catch {
    // A computer without sound misses nothing else.
  }
}

/** @param {AudioContext} audio @param {number} pitch @param {number} after seconds */
function note(audio, pitch, after) {
  const start = audio.currentTime + after;
  const tone = new OscillatorNode(audio, { type: "sine", frequency: pitch });
  const loudness = new GainNode(audio, { gain: 0 });
  loudness.gain.setValueAtTime(0, start);
  loudness.gain.linearRampToValueAtTime(0.12, start + 0.02);
  loudness.gain.exponentialRampToValueAtTime(0.001, start + 0.3);
  tone.connect(loudness).connect(audio.destination);
  tone.start(start);
  tone.stop(start + 0.32);
}
