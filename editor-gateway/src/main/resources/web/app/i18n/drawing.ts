/** Texts of drawing and of how selections join. */
export const drawingEn = {
  'tool.lasso': 'Lasso',
  'join.label': 'What the next click, box or lasso does',
  'join.add': 'Add to the selection',
  'join.subtract': 'Take from the selection',
  'join.intersect': 'Keep what is in both',
  'selection.featherValue': 'soft {count} px',
  'brush.eraseOnRelease': 'Erase as soon as the brush is lifted',
  'stage.hintLasso': 'Drag around it, or click corner after corner; the first one or Enter closes',
  'keys.joins': 'Drag adds, takes away, keeps what is in both',
};

export const drawingKo: Readonly<Record<keyof typeof drawingEn, string>> = {
  'tool.lasso': '올가미',
  'join.label': '다음 클릭, 상자, 올가미가 하는 일',
  'join.add': '선택에 더하기',
  'join.subtract': '선택에서 빼기',
  'join.intersect': '겹치는 부분만 남기기',
  'selection.featherValue': '부드럽게 {count} px',
  'brush.eraseOnRelease': '브러시를 떼면 바로 지우기',
  'stage.hintLasso': '둘레를 드래그하거나 모서리를 차례로 클릭하세요. 첫 점이나 Enter로 닫습니다',
  'keys.joins': '드래그로 더하기, 빼기, 겹치는 부분만 남기기',
};
