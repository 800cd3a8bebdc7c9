import type { SessionView } from 'chatbrush-client';
import { gateway } from '../api/gateway';
import { pageProblem } from '../api/page-problems';

const SENT_AS_THEY_ARE = ['image/png', 'image/jpeg', 'image/webp'];
const MAX_BYTES = 32 * 1024 * 1024;

/** Makes a session of a picture, or of a session that was exported. */
export async function sendFile(
  file: File,
  onShare: (share: number) => void,
  signal: AbortSignal,
): Promise<SessionView> {
  return isArchive(file)
    ? gateway.sessions.import(file, file.name, onShare, signal)
    : gateway.sessions.create(await uploadable(file), file.name, onShare, signal);
}

/** The gateway says what is wrong with one that holds something else. */
function isArchive(file: File): boolean {
  return file.type === 'application/zip' || /\.zip$/i.test(file.name);
}

/**
 * The picture in a format that the gateway takes. Others (HEIC, AVIF, GIF, BMP …) are decoded by
 * the browser, where it can, and sent as PNG; else the gateway says what they are.
 * @throws ProblemError when the file is too large.
 */
export async function uploadable(file: File): Promise<Blob> {
  const picture = SENT_AS_THEY_ARE.includes(file.type) ? file : await asPng(file);
  if (picture.size > MAX_BYTES) {
    const megabytes = (picture.size / 1024 / 1024).toFixed(1);
    throw pageProblem(
      'IMAGE_TOO_LARGE',
      `The file has ${megabytes} MB; at most ${MAX_BYTES / 1024 / 1024} MB are possible.`,
    );
  }
  return picture;
}

/** Whether it comes from a phone that saves what most browsers cannot open. */
export function isHeic(file: File): boolean {
  return /image\/hei[cf]/.test(file.type) || /\.hei[cf]$/i.test(file.name);
}

/** Whether this browser can decode it. */
export async function isReadable(file: File): Promise<boolean> {
  const bitmap = await createImageBitmap(file).catch(() => null);
  bitmap?.close();
  return bitmap !== null;
}

async function asPng(file: File): Promise<Blob> {
  const bitmap = await createImageBitmap(file).catch(() => null);
  if (bitmap === null) {
    return file;
  }
  const canvas = document.createElement('canvas');
  canvas.width = bitmap.width;
  canvas.height = bitmap.height;
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
  bitmap.close();
  return new Promise((resolve) => {
    canvas.toBlob((blob) => resolve(blob ?? file), 'image/png');
  });
}

/** The first picture among pasted or dropped things. */
export function pictureIn(data: DataTransfer | null): File | null {
  return (
    [...(data?.files ?? [])].find((file) => file.type.startsWith('image/') || isHeic(file)) ?? null
  );
}
