const atMostEveryMs = 10_000;
const volume = 0.12;
let lastPlayed = 0;

/** Two soft notes, at most every ten seconds. */
export function playAlert(now: number): void {
  if (now - lastPlayed < atMostEveryMs) return;
  lastPlayed = now;
  const audio = new AudioContext();
  const notes = [660, 880];
  notes.forEach((frequency, index) => {
    const start = audio.currentTime + index * 0.13;
    const tone = audio.createOscillator();
    const gain = audio.createGain();
    tone.frequency.value = frequency;
    gain.gain.setValueAtTime(0, start);
    gain.gain.linearRampToValueAtTime(volume, start + 0.02);
    gain.gain.exponentialRampToValueAtTime(0.001, start + 0.35);
    tone.connect(gain).connect(audio.destination);
    tone.start(start);
    tone.stop(start + 0.36);
    if (index === notes.length - 1) tone.onended = () => void audio.close();
  });
}
