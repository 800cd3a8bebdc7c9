/** Texts of opening a picture, and of the first minute. */
export const openingEn = {
  'first.upload': 'Upload',
  'first.recent': 'Go on where you were',
  'bar.open': 'Open another picture',
  'bar.more': 'More',
  'bar.link': 'Copy the link to this session',
  'notice.linked': 'The link is in the clipboard.',
  'notice.shared': 'The link is in the clipboard. Whoever has it can look at this picture.',
  'notice.heic':
    'This browser cannot open HEIC photos. Export it as JPEG, or set the phone’s camera to “most compatible”.',
  'gone.asked': 'This session has been deleted, with all its pictures.',
  'gone.age': 'Nobody had changed this session for a long time, so it has been deleted.',
  'gone.quota': 'There was no room for all pictures, so this session has been deleted.',
};

export const openingKo: Readonly<Record<keyof typeof openingEn, string>> = {
  'first.upload': '업로드',
  'first.recent': '하던 작업 이어서',
  'bar.open': '다른 사진 열기',
  'bar.more': '더 보기',
  'bar.link': '이 작업의 링크 복사',
  'notice.linked': '링크를 클립보드에 복사했습니다.',
  'notice.shared': '링크를 클립보드에 복사했습니다. 링크가 있으면 누구나 이 사진을 볼 수 있습니다.',
  'notice.heic':
    '이 브라우저에서는 HEIC 사진을 열 수 없습니다. JPEG로 내보내거나, 휴대전화 카메라 설정을 ‘높은 호환성’으로 바꿔 주세요.',
  'gone.asked': '이 작업은 사진과 함께 삭제되었습니다.',
  'gone.age': '오랫동안 바뀐 것이 없어 이 작업이 삭제되었습니다.',
  'gone.quota': '사진을 둘 공간이 모자라 이 작업이 삭제되었습니다.',
};
