/** On a phone the panel covers the page: Tab goes round in it. */
export function keepFocus(event: KeyboardEvent, panel: HTMLElement, at: Element | null): void {
  const stops = [...panel.querySelectorAll<HTMLElement>("a[href], button, input, textarea, [tabindex='0']")].filter(
    (one) => one.tabIndex >= 0 && one.checkVisibility(),
  );
  const [first, last] = [stops[0], stops.at(-1)];
  if (first && last && (event.shiftKey ? at === first || !stops.includes(at as HTMLElement) : at === last)) {
    event.preventDefault();
    (event.shiftKey ? last : first).focus();
  }
}
