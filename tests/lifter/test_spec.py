import json

import pytest
from small_lifters import VARIANTS, small_spec

from core.errors import BadInput
from core.lifter.spec import LifterSpec


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_spec_comes_back_from_json(variant):
    spec = small_spec(**VARIANTS[variant], widths=(3,) * 5, has_fusion=False, skeleton_name="humaneva-15")
    assert LifterSpec.from_json(json.loads(json.dumps(spec.to_json()))) == spec


def test_the_window_is_the_product_of_the_widths():
    assert [small_spec(widths=(3,) * n).window for n in (3, 4, 5)] == [27, 81, 243]


def test_labels_are_the_papers_words():
    labels = [small_spec(**changes).label for changes in VARIANTS.values()]
    assert labels[0] == "baseline"
    assert "+P-ENH +T-ENH" in labels
    assert "+T-ENH (cosine)" in labels


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"unit": "parsec"}, "unit"),
        ({"unit": "body", "has_positional": True}, "only differences"),
        ({"unit": "body", "has_absolute": False, "temporal": "cosine"}, "only differences"),
        ({"channels": 1 << 40}, "sizes"),
        ({"hidden": 0}, "sizes"),
        ({"latent": -5}, "sizes"),
        ({"channels": 10**400}, "sizes"),
        ({"widths": [3] * 7}, "widths"),
        ({"widths": []}, "widths"),
        ({"widths": [3, 5]}, "widths"),
        ({"widths": 27}, "wrong type"),
        ({"widths": [True]}, "wrong type"),
        ({"widths": ["3"]}, "wrong type"),
        ({"channels": 8.0}, "wrong type"),
        ({"channels": True}, "wrong type"),
        ({"channels": "8"}, "wrong type"),
        ({"has_fusion": 1}, "wrong type"),
        ({"has_fusion": None}, "wrong type"),
        ({"temporal": "telepathy"}, "unknown"),
        ({"temporal": 3}, "wrong type"),
        ({"temporal": ["subtract"]}, "wrong type"),
        ({"skeleton_name": "octopus-8"}, "octopus-8"),
        ({"skeleton_name": ["h36m-17"]}, "wrong type"),
        ({"dropout": 1}, "dropout"),
        ({"dropout": float("nan")}, "dropout"),
        ({"temporal_dropout": -0.1}, "dropout"),
        ({"global_blocks": 1000}, "residual blocks"),
        ({"has_absolute": False}, "no input"),
        ({"color": "red"}, "color"),
    ],
)
def test_a_spec_that_was_tampered_with_is_refused(changes, words):
    with pytest.raises(BadInput, match=words):
        LifterSpec.from_json(small_spec().to_json() | changes)


@pytest.mark.parametrize("value", [None, 1, "spec", ["channels"], True])
def test_what_is_no_json_object_is_no_spec(value):
    with pytest.raises(BadInput, match="not a JSON object"):
        LifterSpec.from_json(value)
