/** Texts of versions: comparing them, and several side by side. */
export const versionsEn = {
  'bar.split': 'Compare with a slider',
  'compare.with': 'Compare with',
  'compare.original': 'Original',
  'compare.previous': 'Version before',
  'compare.slider': 'Where the two meet',
  'compare.position': '{percent} % before',
  'compare.close': 'Stop comparing',
  'versions.sideBySide': 'Side by side',
  'versions.title': 'Versions side by side',
  'versions.use': 'Use this one',
  'versions.current': 'Current',
  'version.original': 'Original',
};

export const versionsKo: Readonly<Record<keyof typeof versionsEn, string>> = {
  'bar.split': '슬라이더로 비교',
  'compare.with': '비교 대상',
  'compare.original': '원본',
  'compare.previous': '이전 버전',
  'compare.slider': '두 사진이 만나는 곳',
  'compare.position': '왼쪽 {percent} %가 이전 사진',
  'compare.close': '비교 끝내기',
  'versions.sideBySide': '나란히 보기',
  'versions.title': '버전 나란히 보기',
  'versions.use': '이걸로 하기',
  'versions.current': '현재 사진',
  'version.original': '원본',
};
