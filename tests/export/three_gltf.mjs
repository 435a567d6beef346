// Reads a GLB with three.js and prints where its joints are at some times: node three_gltf.mjs FILE TIMES NAMES
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

globalThis.self = globalThis; // the loader expects a browser
const folder = pathToFileURL(`${process.env.THREE_FOLDER}/node_modules/three/`);
const THREE = await import(new URL("build/three.module.js", folder));
const { GLTFLoader } = await import(new URL("examples/jsm/loaders/GLTFLoader.js", folder));

const [file, times, names] = process.argv.slice(2);
const bytes = readFileSync(file);
const content = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
new GLTFLoader().parse(content, "", (gltf) => {
  const mixer = new THREE.AnimationMixer(gltf.scene);
  const action = mixer.clipAction(gltf.animations[0]);
  action.setLoop(THREE.LoopOnce);
  action.clampWhenFinished = true;
  action.play();
  const places = JSON.parse(times).map((time) => {
    mixer.setTime(time);
    gltf.scene.updateMatrixWorld(true);
    return JSON.parse(names).map((name) => gltf.scene.getObjectByName(name).getWorldPosition(new THREE.Vector3()).toArray());
  });
  const skins = [];
  gltf.scene.traverse((node) => {
    if (!node.isSkinnedMesh) return;
    const corner = node.getVertexPosition(0, new THREE.Vector3()).applyMatrix4(node.matrixWorld);
    skins.push({ joints: node.skeleton.bones.length, corners: node.geometry.attributes.position.count, corner: corner.toArray() });
  });
  console.log(JSON.stringify({ places, skins, duration: gltf.animations[0].duration }));
}, (error) => { console.error(error); process.exit(1); });
