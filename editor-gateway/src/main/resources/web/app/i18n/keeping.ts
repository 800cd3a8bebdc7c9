/** Texts of the download menu. */
export const keepingEn = {
  'bar.download': 'Download',
  'bar.downloadOriginal': 'As it came',
  'bar.downloadPng': 'PNG · lossless',
  'bar.downloadJpeg': 'JPEG · small',
  'bar.downloadJpegWhite': 'JPEG · small, laid on white',
  'bar.downloadWebp': 'WebP · smaller',
  'bar.downloadQuality': 'Quality',
  'quality.small': 'small',
  'quality.usual': 'usual',
  'quality.best': 'best',
  'keep.place': 'Keep where it was taken (GPS)',
  'keep.recipe': 'Tell how it was made (XMP)',
};

export const keepingKo: Readonly<Record<keyof typeof keepingEn, string>> = {
  'bar.download': '내려받기',
  'bar.downloadOriginal': '원래 형식',
  'bar.downloadPng': 'PNG · 무손실',
  'bar.downloadJpeg': 'JPEG · 작은 파일',
  'bar.downloadJpegWhite': 'JPEG · 작은 파일, 흰색 바탕',
  'bar.downloadWebp': 'WebP · 더 작은 파일',
  'bar.downloadQuality': '화질',
  'quality.small': '작게',
  'quality.usual': '보통',
  'quality.best': '최고',
  'keep.place': '찍은 위치(GPS)도 남기기',
  'keep.recipe': '편집 과정도 담기 (XMP)',
};
