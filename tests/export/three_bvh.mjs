// Reads a BVH file with three.js and prints its frame times and where its joints are: node three_bvh.mjs FILE NAMES
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const folder = pathToFileURL(`${process.env.THREE_FOLDER}/node_modules/three/`);
const THREE = await import(new URL("build/three.module.js", folder));
const { BVHLoader } = await import(new URL("examples/jsm/loaders/BVHLoader.js", folder));

const [file, names] = process.argv.slice(2);
const { skeleton, clip } = new BVHLoader().parse(readFileSync(file, "utf8"));
const root = skeleton.bones[0];
const mixer = new THREE.AnimationMixer(root);
const action = mixer.clipAction(clip);
action.setLoop(THREE.LoopOnce);
action.clampWhenFinished = true;
action.play();
const times = Array.from(clip.tracks[0].times);
const places = times.map((time) => {
  mixer.setTime(time);
  root.updateMatrixWorld(true);
  return JSON.parse(names).map((name) => root.getObjectByName(name).getWorldPosition(new THREE.Vector3()).toArray());
});
console.log(JSON.stringify({ times, places }));
