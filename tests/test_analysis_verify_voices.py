"""Verification: who speaks cannot be blurred."""

import pytest
from cited import check

from corpus.voice import Voice


@pytest.mark.parametrize(
    ("text", "quote", "voice"),
    [
        ("法院认为被告违约。", "被告违约", Voice.PLAINTIFF_CLAIM),
        ("原告诉称被告违约，法院予以认定。", "被告违约", Voice.PLAINTIFF_CLAIM),
        ("原告主张被告违约，该主张得到了法院支持。", "被告违约", Voice.PLAINTIFF_CLAIM),
        ("被告的违约行为经法院查明。", "被告违约", Voice.PLAINTIFF_CLAIM),
        ("经查，被告违约。", "被告违约", Voice.PLAINTIFF_CLAIM),
        ("终审判决认定被告违约。", "被告违约", Voice.LOWER_COURT),
        ("本案判决认为被告违约。", "被告违约", Voice.LOWER_COURT),
        ("被告辩称原告违约。", "原告违约", Voice.PLAINTIFF_CLAIM),
        ("被告承认违约。", "被告违约", Voice.PLAINTIFF_CLAIM),
        ("原告认为被告违约，判决支持了原告。", "被告违约", Voice.PLAINTIFF_CLAIM),
        ("法院认为被告是否违约是争议焦点。", "被告违约", Voice.DEFENDANT_ARGUMENT),
        ("法院认定被告违约。", "争议焦点为被告是否违约", Voice.ISSUE),
        ("鉴定意见认为被告违约，法院采信。", "被告违约", Voice.PARTY_EVIDENCE),
        ("裁判认为被告违约。", "被告违约", Voice.COMMENTARY),
        ("一审法院认为被告违约。", "被告违约", Voice.PLAINTIFF_CLAIM),
        ("仲裁委认为被告违约。", "被告违约", Voice.DEFENDANT_ARGUMENT),
        ("合议庭评议认为被告违约。", "被告违约", Voice.PLAINTIFF_CLAIM),
        ("人民法院依法认定被告违约。", "被告违约", Voice.PARTY_EVIDENCE),
        ("判决书载明被告违约。", "被告违约", Voice.PLAINTIFF_CLAIM),
        ("被告违约，原告因此起诉。", "被告违约", Voice.PLAINTIFF_CLAIM),
        # a request is no ruling; another court, another part, another frame
        (
            "原告主张被告违约，法院予以支持。",
            "原告诉称被告违约，请求法院予以支持",
            Voice.PLAINTIFF_CLAIM,
        ),
        (
            "原告诉称被告违约，法院判令被告赔偿3万元。",
            "原告诉称被告违约，请求法院判令被告赔偿3万元",
            Voice.PLAINTIFF_CLAIM,
        ),
        ("原告诉称被告违约；法院采纳了该主张。", "原告诉称被告违约", Voice.PLAINTIFF_CLAIM),
        ("法院认为被告违约。", "被告违约", Voice.OTHER),
        ("法院认为被告违约。", "被告违约", Voice.PROCEDURE),
        ("法院认定被告违约。", "被告违约", Voice.COSTS_NOTICE),
        ("法院认为被告违约。", "被告违约", Voice.COMMENTARY),
        ("法庭认定被告违约。", "被告违约", Voice.DEFENDANT_ARGUMENT),
        ("承办法官认为被告违约。", "被告违约", Voice.DEFENDANT_ARGUMENT),
        ("审判庭认定被告违约。", "被告违约", Voice.DEFENDANT_ARGUMENT),
        ("判决书写明被告违约。", "被告违约", Voice.DEFENDANT_ARGUMENT),
        ("最高人民法院认为被告违约。", "被告违约", Voice.DEFENDANT_ARGUMENT),
        ("某市中级人民法院认定被告违约。", "被告违约", Voice.PLAINTIFF_CLAIM),
        ("判决确认被告违约。", "被告违约", Voice.PLAINTIFF_CLAIM),
        ("据法院查明，被告违约。", "被告违约", Voice.PLAINTIFF_CLAIM),
        ("按照法院的认定，被告违约。", "被告违约", Voice.PLAINTIFF_CLAIM),
        ("本案中被告违约。", "被告违约", Voice.PLAINTIFF_CLAIM),
        ("事实是被告违约。", "被告违约", Voice.PLAINTIFF_CLAIM),
        ("被告确实违约。", "被告违约", Voice.PLAINTIFF_CLAIM),
        ("原告提起诉讼。被告违约。", "被告违约", Voice.PLAINTIFF_CLAIM),
        ("原告起诉后，法院认为被告违约。", "被告违约", Voice.PLAINTIFF_CLAIM),
        ("经法院审理，被告被认定违约。", "被告违约", Voice.PLAINTIFF_CLAIM),
        ("法院最后采信了原告关于被告违约的说法。", "被告违约", Voice.PLAINTIFF_CLAIM),
        ("法院的结论是被告违约。", "被告违约", Voice.PLAINTIFF_CLAIM),
        ("法院判定被告违约。", "被告违约", Voice.PLAINTIFF_CLAIM),
        ("法院指出被告违约。", "被告违约", Voice.PLAINTIFF_CLAIM),
        ("法院明确被告违约。", "被告违约", Voice.LOWER_COURT),
        ("二审维持了被告违约的认定。", "被告违约", Voice.LOWER_COURT),
        ("再审法院认为被告违约。", "一审法院认为被告违约", Voice.LOWER_COURT),
        ("法院认为被告违约。", "一审法院认为，被告违约", Voice.COURT_REASONING),
        ("法院认为被告违约。", "原告认为被告违约", Voice.COURT_REASONING),
        ("法院查明被告违约。", "原告主张被告违约，被告予以否认", Voice.COURT_FINDING),
        ("法院认为被告违约。", "被告辩称，原告主张被告违约没有依据", Voice.COURT_REASONING),
        ("仲裁裁决认定被告违约。", "一审法院认为被告违约", Voice.LOWER_COURT),
        ("一审法院认定被告违约。", "仲裁委员会认为被告违约", Voice.LOWER_COURT),
        ("法院认为该合同有效。", "公诉机关指控该合同有效", Voice.PLAINTIFF_CLAIM),
    ],
)
def test_who_speaks_cannot_be_blurred(text: str, quote: str, voice: Voice) -> None:
    assert not check(text, quote, voice=voice).verified
