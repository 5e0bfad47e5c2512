import { test as base, expect, type Locator } from '@playwright/test';
import { approach, elsewhere, focusFlaw, nowhere } from './tab-order';

/** Presses of Tab after which a control counts as out of reach, from the top of a page. */
const mostStops = 150;

/** Farther away than `nearby`, the walk begins `runUp` stops before the control: a long page is walked once, not each time. */
const nearby = 24;
const runUp = 3;

/** How long a control may take to be ready for keys, in milliseconds. */
const patienceMs = 15_000;

/** Phones have no keyboard to speak of: there a finger does it, on the same controls. */
const hasTouch = (): boolean => base.info().project.use.hasTouch === true;

/** Waits until a control can take keys, and tells how far away it is; see {@link approach}. */
async function find(control: Locator, near = Number.POSITIVE_INFINITY): Promise<number> {
  for (;;) {
    const steps = await control
      .evaluate(approach, { nearby: near, runUp, patienceMs, isByTouch: hasTouch() })
      .catch((cause: unknown) => {
        // The page was left meanwhile: the next one may have this control, too.
        if (String(cause).includes('Execution context was destroyed')) return null;
        throw new Error(`${control} takes no keys: ${String(cause)}`, { cause });
      });
    if (steps !== null) return steps;
  }
}

/**
 * Presses Tab, or Shift+Tab, until a control has the focus: without looking as long as it should be ahead, then looking after
 * each press. Fails with where it came when that does not lead there.
 */
async function walk(control: Locator, steps: number, most: number): Promise<void> {
  const { keyboard } = control.page();
  const key = steps < 0 ? 'Shift+Tab' : 'Tab';
  const way: string[] = [];
  for (let left = most; left >= 0; left -= 1) {
    const place = await control.evaluate(elsewhere);
    if (place === null) return;
    way.push(place);
    // From nowhere, where the first press leads is the browser's to say.
    const blind = way.length === 1 && place !== nowhere ? Math.min(Math.abs(steps) - 1, left) : 0;
    for (let step = 0; step < blind; step += 1) await keyboard.press(key);
    left -= blind;
    await keyboard.press(key);
  }
  throw new Error(`${control} is not reached by ${most} presses of ${key}: ${way.join(' → ')}`);
}

async function expectFocusSeen(control: Locator): Promise<void> {
  const message = `whether ${control} shows that it has the focus`;
  await expect.poll(() => control.evaluate(focusFlaw), { message }).toBeNull();
}

/**
 * Goes to a control as people with only a keyboard do, and leaves the focus there, where it must be seen. What is near is
 * walked to with Tab, or Shift+Tab, from wherever the focus is; on a long way only the last steps are.
 *
 * @throws Error that names the control, and what was reached instead, when the keys do not lead there.
 */
export async function reach(control: Locator): Promise<void> {
  const steps = await find(control, nearby);
  if (hasTouch()) return await control.focus();
  if (steps !== 0) await walk(control, steps, nearby + runUp);
  else if ((await control.evaluate(focusFlaw)) !== null) {
    // The page has grown above it meanwhile: away and back brings it into view.
    await control.page().keyboard.press('Shift+Tab');
    await walk(control, 1, runUp);
  }
  await expectFocusSeen(control);
}

/** Goes to a control with Tab alone, from wherever the page put the focus: every kind of flow is walked so once. */
export async function walkTo(control: Locator): Promise<void> {
  const steps = await find(control);
  if (hasTouch()) return;
  await walk(control, Math.max(1, steps), mostStops);
  await expectFocusSeen(control);
}

/** Presses a button or follows a link. */
export async function press(control: Locator): Promise<void> {
  if (hasTouch()) {
    await find(control);
    return await control.tap();
  }
  await reach(control);
  await control.page().keyboard.press('Enter');
}

/** Types into a field, in the place of what was there. */
export async function type(field: Locator, text: string): Promise<void> {
  if (hasTouch()) {
    await find(field);
    return await field.fill(text);
  }
  await reach(field);
  const { keyboard } = field.page();
  await keyboard.press('ControlOrMeta+A');
  if (text === '') await keyboard.press('Delete');
  else await keyboard.type(text);
  await expect(field).toHaveValue(text);
}

/** Types into a field and sends its form from there. */
export async function send(field: Locator, text: string): Promise<void> {
  await type(field, text);
  await field.page().keyboard.press('Enter');
}

/** Ticks a box or turns a switch on, or off again. */
export async function tick(box: Locator, isOn = true): Promise<void> {
  if (hasTouch()) {
    await find(box);
    return await box.setChecked(isOn);
  }
  await reach(box);
  if ((await box.isChecked()) !== isOn) await box.page().keyboard.press('Space');
  await expect(box).toBeChecked({ checked: isOn });
}

/** Where an option stands from the one that is chosen, among those that can be. */
function optionSteps(select: Node, wanted: string): { steps: number; value: string } | null {
  if (!(select instanceof HTMLSelectElement)) return null;
  const options = [...select.options].filter(({ disabled }) => !disabled);
  const target = options.find(({ value, label }) => value === wanted || label === wanted);
  const present = select.selectedOptions[0];
  if (target === undefined || present === undefined) return null;
  return { steps: options.indexOf(target) - options.indexOf(present), value: target.value };
}

/** Chooses from a list, by the value or the words of the option, with the arrows. */
export async function choose(select: Locator, wanted: string): Promise<void> {
  if (hasTouch()) {
    await find(select);
    await select.selectOption(wanted);
    return;
  }
  await reach(select);
  const found = await select.evaluate(optionSteps, wanted);
  if (found === null) throw new Error(`${select} does not offer ${wanted}`);
  const key = found.steps < 0 ? 'ArrowUp' : 'ArrowDown';
  for (let step = 0; step < Math.abs(found.steps); step += 1) await select.page().keyboard.press(key);
  await expect(select).toHaveValue(found.value);
}

/** Leaves a dialog with Escape; the focus is where it was before. */
export async function leave(dialog: Locator, opener: Locator): Promise<void> {
  await dialog.page().keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(opener).toBeFocused();
}
