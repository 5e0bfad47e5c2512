import { describe, expect, it } from 'vitest';
import { themeScript } from '@/components/shell/theme-script';
import { policyOf, scriptHashes } from '@/server/platform/page-cache/policy.mjs';

const local = {
  S3_ENDPOINT: 'http://localhost:8401',
  UPLOADTHING_UFS_HOST: 'localhost:8405/uploadthing/files',
  UPLOADTHING_INGEST_URL: 'http://localhost:8405/uploadthing/ingest',
};

const directives = (settings: Record<string, string>, sources: readonly string[] = []) =>
  new Map(
    policyOf(settings)(sources)
      .split('; ')
      .map((line) => {
        const [name = '', ...rest] = line.split(' ');
        return [name, rest] as const;
      }),
  );

describe('the hashes of a page', () => {
  it('are those of the scripts that stand in it, each once', () => {
    const page = '<script>a</script><p>x</p><script id="_R_">b\n</script><script>a</script>';
    expect(scriptHashes(page)).toHaveLength(2);
  });

  it('leave out files, which have an address, and data, which does not run', () => {
    const page =
      '<script src="/a.js" async=""></script><script type="application/ld+json">{}</script><script></script>';
    expect(scriptHashes(page)).toEqual([]);
  });
});

describe('the policy of a page', () => {
  it('lets run what it is told, and always the script that every page has', () => {
    const [theme = ''] = scriptHashes(`<script>${themeScript}</script>`);
    expect(directives(local, ["'nonce-x'"]).get('script-src')).toEqual(["'self'", theme, "'nonce-x'"]);
    expect(directives(local, [theme]).get('script-src')).toEqual(["'self'", theme]);
  });

  it('names the stores that are configured', () => {
    const found = directives(local);
    expect(found.get('media-src')).toContain('http://localhost:8401');
    expect(found.get('img-src')).toContain('http://localhost:8405');
    expect(found.get('connect-src')).toEqual(["'self'", 'http://localhost:8401', 'http://localhost:8405']);
  });

  it('names the stores of the vendors where none is configured', () => {
    const found = directives({ S3_BUCKET: 'school', S3_REGION: 'eu-west-1' });
    expect(found.get('media-src')).toContain('https://school.s3.eu-west-1.amazonaws.com');
    expect(found.get('img-src')).toContain('https://*.ufs.sh');
    expect(found.get('connect-src')).toContain('https://*.ingest.uploadthing.com');
  });
});
