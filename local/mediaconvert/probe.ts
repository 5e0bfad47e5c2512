import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fetchInput, type Tools } from './work';

/** Returns what ffmpeg says of a file that it opens; it ends in failure, because it is asked for nothing more. */
async function reportOf(ffmpeg: string, path: string): Promise<string> {
  return await new Promise((resolve) => {
    execFile(ffmpeg, ['-hide_banner', '-nostdin', '-i', path], (_error, _stdout, stderr) => resolve(stderr));
  });
}

function trackOf(line: string, index: number): object {
  const [, kind = '', codec = ''] = /: (Video|Audio): (\w+)/.exec(line) ?? [];
  if (kind === 'Audio') return { index, trackType: 'audio', codec: codec.toUpperCase(), audioProperties: {} };
  const [, width = '0', height = '0'] = /, (\d{2,5})x(\d{2,5})/.exec(line) ?? [];
  const videoProperties = { width: Number(width), height: Number(height) };
  return {
    index,
    trackType: 'video',
    codec: codec === 'h264' ? 'AVC' : codec.toUpperCase(),
    videoProperties,
  };
}

/** Looks at a file as `Probe` does. */
export async function probe(tools: Tools, url: string): Promise<object> {
  const dir = await mkdtemp(join(tmpdir(), 'mediaconvert-'));
  try {
    const path = join(dir, 'input');
    await fetchInput(tools, url, path);
    const report = await reportOf(tools.ffmpeg, path);
    const format = /Input #0, (\w+)/.exec(report)?.[1];
    // What it does not know has no format and no tracks.
    if (format === undefined) return { container: {}, trackMappings: [] };
    const lines = report.split('\n').filter((line) => /Stream #0:\d+.*: (Video|Audio): /.test(line));
    const [, hours = '0', minutes = '0', rest = '0'] = /Duration: (\d+):(\d+):([\d.]+)/.exec(report) ?? [];
    const duration = Number(hours) * 3_600 + Number(minutes) * 60 + Number(rest);
    return { container: { format, duration, tracks: lines.map(trackOf) }, trackMappings: [] };
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}
