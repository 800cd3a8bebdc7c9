// Writes what TensorFlow.js itself makes of a picture, for tools/coco_objects_parity.py.
//
// Run: node tools/coco_objects_published.js TF.MIN.JS MODEL_FOLDER PIXELS HEIGHT WIDTH OUTPUT
// TF.MIN.JS is dist/tf.min.js of npm's @tensorflow/tfjs 4.22.0, PIXELS raw RGB bytes. OUTPUT gets the
// scores, float32 [1917, 90], and behind them the boxes, float32 [1917, 4].
const fs = require('fs');
const path = require('path');

async function main([library, folder, pixels, height, width, output]) {
  const tf = require(path.resolve(library));
  await tf.setBackend('cpu');
  const published = JSON.parse(fs.readFileSync(path.join(folder, 'model.json')));
  const [group] = published.weightsManifest;
  const shards = Buffer.concat(group.paths.map((name) => fs.readFileSync(path.join(folder, name))));
  const model = await tf.loadGraphModel({
    load: async () => ({
      modelTopology: published.modelTopology,
      weightSpecs: group.weights,
      weightData: shards.buffer.slice(shards.byteOffset, shards.byteOffset + shards.length),
    }),
  });
  const picture = new Uint8Array(fs.readFileSync(pixels));
  const image = tf.tensor4d(picture, [1, Number(height), Number(width), 3], 'int32');
  const [scores, boxes] = await model.executeAsync(image);
  const found = [scores, boxes].map((tensor) => Buffer.from(new Float32Array(tensor.dataSync()).buffer));
  fs.writeFileSync(output, Buffer.concat(found));
}

main(process.argv.slice(2));
