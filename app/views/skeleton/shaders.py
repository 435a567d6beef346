"""The programs that run on the graphics card. OpenGL 2.0 and ES 2.0 understand them."""

FLAT_VERTEX = """
attribute vec3 a_position;
attribute vec4 a_color;
uniform mat4 u_matrix;
varying vec4 v_color;
void main() {
    v_color = a_color;
    gl_Position = u_matrix * vec4(a_position, 1.0);
}
"""
SHADOW_VERTEX = """
attribute vec3 a_position;
attribute vec3 a_normal;
uniform mat4 u_matrix;
uniform vec3 u_light;
uniform float u_wider;
uniform vec4 u_color;
varying vec4 v_color;
void main() {
    vec3 place = a_position + u_wider * a_normal;
    place -= u_light * (place.y / u_light.y);
    v_color = u_color;
    gl_Position = u_matrix * vec4(place, 1.0);
}
"""
FLAT_FRAGMENT = """
varying vec4 v_color;
void main() {
    gl_FragColor = v_color;
}
"""
SOLID_VERTEX = """
attribute vec3 a_position;
attribute vec3 a_normal;
attribute vec4 a_color;
uniform mat4 u_matrix;
uniform mat3 u_axes;
varying vec3 v_normal;
varying vec4 v_color;
void main() {
    v_normal = u_axes * a_normal;
    v_color = a_color;
    gl_Position = u_matrix * vec4(a_position, 1.0);
}
"""
SOLID_FRAGMENT = """
uniform float u_opacity;
varying vec3 v_normal;
varying vec4 v_color;
void main() {
    vec3 normal = normalize(v_normal);
    float key = max(dot(normal, vec3(-0.38, 0.57, 0.73)), 0.0);
    float sky = 0.5 + 0.5 * normal.y;
    float rim = pow(1.0 - abs(normal.z), 3.0);
    vec3 lit = v_color.rgb * (0.40 + 0.24 * sky + 0.56 * key) + vec3(0.10 * rim * sky);
    lit += vec3(0.10 * pow(key, 16.0));
    gl_FragColor = vec4(lit, v_color.a * u_opacity);
}
"""
