import AxeBuilder from '@axe-core/playwright';
import { add, beginCourse, field, newTitle, rows, save, saved } from './support/studio';
import { expect, test } from './support/test';

test('two authors write the details of one course, and neither loses a word', async ({
  page,
  context,
  expectAccessible,
  screens,
  faults,
}) => {
  await beginCourse(page, newTitle());
  await field(page, 'Address').fill('Not an address');
  await field(page, 'Subtitle').fill('A year beside the hive');
  await save(page);
  await expect(field(page, 'Address')).toHaveAccessibleDescription(/small letters, digits/);
  await expect(field(page, 'Subtitle')).toHaveValue('A year beside the hive');
  await expectAccessible();
  const slug = `bees-${crypto.randomUUID().slice(0, 8)}`;
  await field(page, 'Address').fill(slug);
  await save(page);
  await expect(page).toHaveURL(new RegExp(`/teach/courses/${slug}/details$`));
  await expect(saved(page)).toBeAttached();

  const other = await context.newPage();
  await other.goto(page.url());
  await field(other, 'Subtitle').fill('Theirs');
  await field(other, 'Who it is for').fill('Gardeners');
  await save(other);
  await expect(saved(other)).toBeAttached();

  await field(page, 'Subtitle').fill('Mine');
  await save(page);
  const both = page.getByRole('region', { name: 'Subtitle' });
  await expect(both).toContainText('Theirs');
  await expect(both).toContainText('Mine');
  await expect(field(page, 'Who it is for')).toHaveValue('Gardeners');
  await expectAccessible();
  await screens('studio-details-conflict');
  await both.getByRole('button', { name: /Use theirs/ }).click();
  await expect(field(page, 'Subtitle')).toHaveValue('Theirs');
  await field(page, 'Subtitle').fill('Both of us');
  await save(page);
  await expect(saved(page)).toBeAttached();
  await page.reload();
  await expect(field(page, 'Subtitle')).toHaveValue('Both of us');
  expect(faults.splice(0).filter((fault) => !/409/.test(fault))).toEqual([]);
});

test('an outline is made, moved by keyboard and by mouse, and taken back', async ({
  page,
  expectAccessible,
  screens,
}) => {
  await beginCourse(page, newTitle());
  await page.getByRole('link', { name: 'Curriculum' }).click();
  await expect(page.getByRole('heading', { name: 'No sections yet' })).toBeVisible();
  await expectAccessible();
  await add(page, 'section', 'Hives');
  await add(page, 'lesson', 'Boxes', 'Frames', 'Smoke');
  await add(page, 'section', 'Honey');
  await expect.poll(() => rows(page)).toEqual(['Hives', 'Boxes', 'Frames', 'Smoke', 'Honey']);
  await expectAccessible();

  // From the forms below, the tree is entered at its last row.
  await page.getByRole('textbox', { name: 'Title of the lesson' }).focus();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('button', { name: 'Drag Smoke' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /Insert between/ }).first()).toBeVisible();
  // During a drag the rest of the page is not there for a screen reader, its title included.
  const { violations } = await new AxeBuilder({ page }).include('[role="treegrid"]').analyze();
  expect(violations).toEqual([]);
  const place = page.getByRole('button', { name: 'Insert between Boxes and Frames' });
  await expect(async () => {
    await page.keyboard.press('ArrowUp');
    await expect(place).toBeFocused({ timeout: 100 });
  }).toPass();
  await page.keyboard.press('Enter');
  await expect.poll(() => rows(page)).toEqual(['Hives', 'Boxes', 'Smoke', 'Frames', 'Honey']);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => rows(page)).toEqual(['Hives', 'Boxes', 'Frames', 'Smoke', 'Honey']);

  for (const name of ['Boxes', 'Smoke']) {
    await page.getByRole('row', { name }).locator('label').click();
  }
  const bar = page.getByRole('region', { name: 'Picked' });
  await expect(bar).toContainText('2 picked');
  await expectAccessible();
  await screens('studio-curriculum');
  await bar.getByRole('combobox', { name: 'Move to section' }).selectOption('Honey');
  await bar.getByRole('button', { name: 'Move', exact: true }).click();
  await expect.poll(() => rows(page)).toEqual(['Hives', 'Frames', 'Honey', 'Boxes', 'Smoke']);

  await page.getByRole('row', { name: 'Smoke' }).dragTo(page.getByRole('row', { name: 'Frames' }), {
    sourcePosition: { x: 300, y: 20 },
    targetPosition: { x: 300, y: 3 },
  });
  await expect.poll(() => rows(page)).toEqual(['Hives', 'Smoke', 'Frames', 'Honey', 'Boxes']);

  await page.getByRole('button', { name: 'Change “Hives”' }).click();
  await page.getByRole('menuitem', { name: 'Take out' }).click();
  await expect.poll(() => rows(page)).toEqual(['Honey', 'Boxes']);
  await page.reload();
  await page.getByText('Taken out (1)').click();
  await page.getByRole('button', { name: 'Put back “Hives”' }).click();
  await expect.poll(() => rows(page)).toEqual(['Hives', 'Smoke', 'Frames', 'Honey', 'Boxes']);
  await expectAccessible();
});

/** What Word puts on the clipboard, in the shape that matters here. */
const fromWord = `<html><head><style>p.MsoNormal {mso-style-unhide:no}</style></head><body><!--StartFragment-->
<p class=MsoNormal>From <b style='mso-bidi-font-weight:normal'>Word</b><o:p></o:p></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><!--[if !supportLists]--><span style='mso-list:Ignore'>·</span><!--[endif]-->One</p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><!--[if !supportLists]--><span style='mso-list:Ignore'>·</span><!--[endif]-->Two</p>
<!--EndFragment--></body></html>`;

test('a lesson is written by keyboard alone, from a slash, with formulas, pasted words and a picture', async ({
  page,
  context,
  expectAccessible,
  screens,
}) => {
  await beginCourse(page, newTitle());
  await page.getByRole('link', { name: 'Curriculum' }).click();
  await add(page, 'section', 'Hives');
  await add(page, 'lesson', 'Boxes');
  await page.getByRole('row', { name: 'Boxes' }).getByRole('link', { name: 'Boxes' }).click();
  const text = page.getByRole('textbox', { name: 'Text of “Boxes”' });
  await text.focus();
  await page.keyboard.type('/head');
  const menu = page.getByRole('listbox', { name: 'Put in' });
  await expect(menu.getByRole('option', { selected: true })).toHaveText('Heading');
  await expectAccessible();
  await screens('studio-slash');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Area');
  await page.keyboard.press('Enter');
  // Escape leaves the slash as text.
  await page.keyboard.type('and /');
  await expect(menu).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(menu).toBeHidden();
  await page.keyboard.type('or: $x^2$ ');
  await expect(text.getByRole('img', { name: 'Formula: x^2' }).locator('math')).toBeAttached();
  await page.keyboard.press('Enter');
  await page.keyboard.type('/tip');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Measure twice.');
  for (let presses = 0; presses < 2; presses += 1) await page.keyboard.press('Enter');
  await page.keyboard.type('/equation');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const maths = page.getByRole('dialog', { name: 'Formula' });
  await maths.getByRole('textbox', { name: 'Formula in TeX' }).fill('\\frac{a');
  await expect(maths.getByText('Not a formula yet')).toBeVisible();
  await maths.getByRole('textbox', { name: 'Formula in TeX' }).fill('\\frac{a}{b}');
  await expect(maths.getByRole('region', { name: 'How it will look' }).locator('mfrac')).toBeAttached();
  await expectAccessible();
  await maths.getByRole('button', { name: 'Done' }).press('Enter');
  await expect(text).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('End');

  await text.evaluate((element, html) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/html', html);
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, fromWord);
  await expect(text.getByRole('listitem').filter({ hasText: 'Two' })).toBeVisible();
  await page.keyboard.press('Control+/');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await expectAccessible();
  await page.keyboard.press('Escape');
  await expect(saved(page)).toBeAttached();
  await page.getByRole('button', { name: 'Markdown' }).click();
  await expect(page.getByRole('textbox', { name: 'Markdown of “Boxes”' })).toHaveValue(
    /^## Area\n\nand \/or: \$x\^2\$[\s\S]*> \[!TIP\]\n> Measure twice\.[\s\S]*\$\$\n\\frac\{a\}\{b\}\n\$\$[\s\S]*From \*\*Word\*\*\n\n- One\n- Two\n$/,
  );

  // What one tab saves is shown in the other.
  const other = await context.newPage();
  await other.goto(page.url());
  await expect(other.getByText('This lesson is open in another tab')).toBeVisible();
  await expect(other.getByRole('heading', { name: 'Area' })).toBeVisible();
  const richer = [
    ...['## Told to the other', '$$\na^2 + b^2 = c^2\n$$', '```js\nconst a = 1;\n```'],
    ...['> [!WARNING]\n> Mind the gap.', '| Box | Depth |\n| :-- | --: |\n| Deep | $d$ |'],
    'https://youtu.be/dQw4w9WgXcQ',
  ].join('\n\n');
  await page.getByRole('textbox', { name: 'Markdown of “Boxes”' }).fill(richer);
  await expect(other.getByRole('heading', { name: 'Told to the other' })).toBeVisible();
  await expect(other.getByRole('img', { name: 'From another site: YouTube' })).toBeVisible();
  await expect(saved(page)).toBeAttached();
  await page.getByRole('button', { name: 'As it looks' }).click();
  await expect(text.locator('math').first()).toBeVisible();
  await screens('studio-blocks');
  await other.close();

  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('link', { name: 'See it as a learner' }).click();
  await expect(page.locator('.maths math')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Show from YouTube' })).toBeVisible();
  await page.getByRole('button', { name: 'Copy the code' }).click();
  await expect(page.getByText('The code is copied.')).toBeAttached();
  expect(await page.evaluate(async () => await navigator.clipboard.readText())).toBe('const a = 1;');
  await expectAccessible();
  await screens('lesson-blocks');
});

test('a lesson is written, kept without a connection, and two authors see both their texts', async ({
  page,
  context,
  browser,
  expectAccessible,
  screens,
  faults,
}) => {
  await beginCourse(page, newTitle());
  await page.getByRole('link', { name: 'Curriculum' }).click();
  await add(page, 'section', 'Hives');
  await add(page, 'lesson', 'Boxes');
  await page.getByRole('row', { name: 'Boxes' }).getByRole('link', { name: 'Boxes' }).click();
  const text = page.getByRole('textbox', { name: 'Text of “Boxes”' });
  await text.click();
  await page.getByRole('combobox', { name: 'Kind of paragraph' }).selectOption('Heading');
  await page.keyboard.type('Two boxes');
  await page.keyboard.press('Enter');
  await page.keyboard.type('- one is **wide**');
  await page.keyboard.press('Enter');
  await page.keyboard.type('one is deep');
  await expect(saved(page)).toBeAttached();
  await page.getByRole('button', { name: 'Insert a table' }).click();
  for (const header of ['Box', 'Depth', 'Use']) {
    await page.keyboard.type(header);
    await page.keyboard.press('Tab');
  }
  await expectAccessible();
  await screens('studio-lesson');
  await page.getByRole('link', { name: 'Curriculum' }).click();
  await expect(page.getByRole('row', { name: 'Boxes' })).toBeVisible();
  await page.goBack();
  await expect(text).toContainText('one is deep');
  await text.getByText('Use').click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Bold' })).toBeFocused();
  await page.getByRole('button', { name: 'Picture' }).click();
  const picture = page.getByRole('dialog', { name: 'Picture' });
  await picture.getByRole('button', { name: 'Done' }).click();
  await expect(picture.getByRole('alert')).toContainText('Upload a picture');
  await expect(picture.getByRole('textbox', { name: 'What the picture shows' })).toHaveAccessibleDescription(
    /Say in a few words/,
  );
  await expectAccessible();
  await picture.getByRole('button', { name: 'Cancel' }).click();

  await page.getByRole('button', { name: 'Markdown' }).click();
  const source = page.getByRole('textbox', { name: 'Markdown of “Boxes”' });
  await expect(source).toHaveValue(/^## Two boxes\n\n- one is \*\*wide\*\*\n- one is deep\n/);
  await expectAccessible();
  await expect(saved(page)).toBeAttached();
  await context.route('**/content.saveLesson**', async (route) => await route.abort('internetdisconnected'));
  await source.fill('## Written without a connection');
  await expect(page.getByText('Offline: kept on this device').first()).toBeVisible();
  const address = page.url();
  await page.close();
  await context.unrouteAll();

  const mine = await context.newPage();
  await mine.goto(address);
  await expect(mine.getByRole('heading', { name: 'Written without a connection' })).toBeVisible();
  await expect(saved(mine)).toBeAttached();

  // Another device: tabs of one browser would tell each other.
  const device = await browser.newContext({ storageState: await context.storageState() });
  const theirs = await device.newPage();
  await theirs.goto(address);
  await theirs.getByRole('button', { name: 'Markdown' }).click();
  await theirs.getByRole('textbox', { name: 'Markdown of “Boxes”' }).fill('Theirs.');
  await expect(saved(theirs)).toBeAttached();
  await mine.getByRole('button', { name: 'Markdown' }).click();
  await mine.getByRole('textbox', { name: 'Markdown of “Boxes”' }).fill('Mine.');
  await expect(mine.getByRole('region', { name: 'Saved by somebody else' })).toContainText('Theirs.');
  await expect(mine.getByRole('region', { name: 'Yours' })).toContainText('Mine.');
  await expectAccessible(mine);
  await mine.getByRole('button', { name: 'Keep mine' }).click();
  await expect(saved(mine)).toBeAttached();
  await theirs.reload();
  await expect(theirs.getByText('Mine.')).toBeVisible();
  await device.close();
  expect(faults.splice(0).filter((fault) => !/409|INTERNET_DISCONNECTED/.test(fault))).toEqual([]);
});
