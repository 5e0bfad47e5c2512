import { PutObjectCommand } from '@aws-sdk/client-s3';
import { Client } from 'pg';
import { fillSignIn, newPerson, signUp } from './support/accounts';
import { makeErasureDue } from './support/due-erasure';
import { press, type } from './support/keyboard';
import { scanStack, stackBucket, stackSettings } from './support/scan-stack';
import { expect, test } from './support/test';

const canary = 'qxcanaryzv';
const address = '203.0.113.77';

test.use({
  userAgent: `Mozilla/5.0 ${canary}agent Chrome/140.0.0.0`,
  extraHTTPHeaders: { 'x-forwarded-for': address },
});

/** What no page of this branch lets a person write themselves, planted beside what the journey leaves. */
const plant = `
  WITH me AS (SELECT id FROM users WHERE email = $1),
  profile AS (
    UPDATE profiles SET handle = $2 || substr(md5(random()::text), 1, 8), headline = $2, bio = $2, links = ARRAY['https://' || $2 || '.test'],
      interests = ARRAY[$2], avatar_key = 'public/avatars/' || $2 || '.webp'
    WHERE user_id = (SELECT id FROM me)),
  review AS (
    INSERT INTO reviews (id, course_id, user_id, rating, text, updated_at)
    SELECT gen_random_uuid(), c.id, me.id, 5, 'words of ' || $2, now() FROM me, courses c WHERE c.slug = $3),
  certificate AS (
    INSERT INTO certificates (id, code, user_id, course_id, learner_name, course_title, instructor_name,
      completed_at, issued_at, pdf_key)
    SELECT gen_random_uuid(), upper(substr(md5(random()::text), 1, 16)), me.id, c.id, $2, c.title, '', now(), now(),
      'private/certificates/' || $2 || '.pdf' FROM me, courses c WHERE c.slug = $3),
  identity AS (
    INSERT INTO identities (id, user_id, provider, subject, label, linked_at)
    SELECT gen_random_uuid(), id, 'github', $2 || random(), $2, now() FROM me),
  api_key AS (
    INSERT INTO api_keys (id, user_id, name, prefix, key_hash, scopes, created_at, expires_at)
    SELECT gen_random_uuid(), id, $2, $2 || random(), $2, ARRAY['courses.read'], now(), now() FROM me)
  INSERT INTO passkeys (id, user_id, credential_id, public_key, transports, name, created_at)
  SELECT gen_random_uuid(), id, $2 || random(), convert_to($2, 'UTF8'), ARRAY['usb'], $2, now() FROM me`;

async function plantThe(email: string, slug: string): Promise<void> {
  const client = new Client({ connectionString: stackSettings().DATABASE_URL });
  await client.connect();
  try {
    await client.query(plant, [email, canary, slug]);
  } finally {
    await client.end();
  }
  const { client: store, Bucket } = stackBucket();
  const pictures = ['', '-small'].map((size) => `public/avatars/${canary}${size}.webp`);
  for (const Key of [...pictures, `private/certificates/${canary}.pdf`]) {
    await store.send(new PutObjectCommand({ Bucket, Key, Body: canary }));
  }
}

test('nothing of an erased person is found anywhere', async ({ page, mailbox, faults }) => {
  test.setTimeout(400_000);
  const person = newPerson(`Ada ${canary}`);
  const inbox = mailbox(person.email);
  await signUp(page, person, inbox);

  // A wrong password, a forgotten one, a link by mail, a course, a copy: each leaves something somewhere.
  await page.goto('/en/courses');
  await press(page.locator('a[href*="/courses/"]').first());
  await expect(page).toHaveURL(/\/courses\/[\w-]+$/);
  const slug = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  await page.goto(`/en/enrol/${slug}`);
  await press(page.getByRole('main').getByRole('button').first());
  await expect(page).toHaveURL(/\/learn\//);
  await plantThe(person.email, slug);
  await page.goto('/en/settings/privacy');
  await press(page.getByRole('button', { name: 'Ask for a copy' }));
  await expect(page.getByText('Your copy is ready')).toBeVisible();
  await page.context().clearCookies();
  await page.goto('/en/sign-in');
  await fillSignIn(page, { email: person.email, password: `${canary} wrong` });
  await expect(page.getByRole('alert').first()).toBeVisible();
  await expect.poll(() => faults.length).toBe(1);
  expect(faults.splice(0)[0]).toContain('401');
  await fillSignIn(page, person);
  await expect(page.getByRole('heading', { name: 'My learning', level: 1 })).toBeVisible();

  const before = await scanStack([canary]);
  expect(before.found.length).toBeGreaterThan(8);
  await page.goto('/en/settings/privacy');
  await type(page.getByRole('textbox', { name: 'Type your address to confirm' }), person.email);
  await press(page.getByRole('button', { name: 'Delete my account' }));
  await expect(page.getByText('Your account will be deleted')).toBeVisible();
  await inbox.waitFor(/account will be deleted/i);
  const isErased = await makeErasureDue(person.email);
  await expect.poll(isErased, { timeout: 180_000 }).toBe(true);

  const after = await scanStack([canary, address]);
  console.info(
    [
      `Before: ${canary} in ${before.found.length} places: ${before.found.join(', ')}`,
      'After, scanned:',
      after.scanned,
      `Found: ${after.found.length === 0 ? 'nothing' : after.found.join(', ')}`,
      'Not scanned: the mailbox of the person, which is theirs (here the local inbox).',
    ].join('\n'),
  );
  expect(after.found).toEqual([]);
  const html = await (await page.request.get(`/en/courses/${slug}`)).text();
  expect(html).not.toContain(canary);
});
