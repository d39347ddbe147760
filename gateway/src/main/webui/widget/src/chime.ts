/** Two soft tones; a browser that was not touched yet stays silent. */
export function chime(): void {
  if (!navigator.userActivation?.hasBeenActive) {
    return;
  }
  try {
    const audio = new AudioContext();
    [660, 880].forEach((frequency, index) => {
      const tone = audio.createOscillator();
      const volume = audio.createGain();
      const at = audio.currentTime + index * 0.14;
      tone.frequency.value = frequency;
      volume.gain.setValueAtTime(0.0001, at);
      volume.gain.exponentialRampToValueAtTime(0.06, at + 0.02);
      volume.gain.exponentialRampToValueAtTime(0.0001, at + 0.3);
      tone.connect(volume).connect(audio.destination);
      tone.start(at);
      tone.stop(at + 0.32);
    });
    setTimeout(() => void audio.close(), 1_000);
  } catch {
    // No sound is no fault.
  }
}
