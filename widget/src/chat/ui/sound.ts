/** Two soft notes. Browsers keep silent until the visitor has used the page; then that is how it should be. */
export function chime(): void {
  const audio = new AudioContext();
  const play = (frequency: number, at: number) => {
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    tone.frequency.value = frequency;
    volume.gain.setValueAtTime(0.08, audio.currentTime + at);
    volume.gain.exponentialRampToValueAtTime(0.001, audio.currentTime + at + 0.25);
    tone.connect(volume).connect(audio.destination);
    tone.start(audio.currentTime + at);
    tone.stop(audio.currentTime + at + 0.25);
    return tone;
  };
  play(660, 0);
  play(880, 0.12).onended = () => void audio.close();
}
