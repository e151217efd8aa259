def test_the_catalogue_is_listed_with_what_a_picker_needs(owner):
    found = owner.get("schemes/").json()

    assert len(found) == 30
    [expert] = [scheme for scheme in found if scheme["slug"] == "expert-opinion"]
    assert (expert["name"], expert["aif_name"], expert["aif_id"]) == ("Expert opinion", "Expert Opinion", 15)
    assert [premise["role"] for premise in expert["premises"]] == ["expert", "statement", "field"]
    assert expert["questions"][3] == {
        "name": "expert-opinion/independence",
        "text": "Is the expert independent and honest in this matter?",
        "objection": "The expert is not a reliable source here.",
        "aim": "link",
        "role": "",
        "conflict": "lack-of-expert-reliability",
    }
    assert len(expert["example"]) == 4


def states(standing):
    return {question["name"]: question["state"] for question in standing["questions"]}


def test_a_link_tells_its_missing_premises_and_its_questions(owner, add_node, add_link):
    a, b = (add_node(text)["id"] for text in "AB")
    link = add_link([{"node": b, "role": "observation"}], a, scheme="sign")["id"]

    standing = owner.get(f"links/{link}/scheme/").json()

    assert standing["scheme"] == "sign"
    assert [(premise["role"], premise["node"]) for premise in standing["premises"]] == [
        ("observation", b),
        ("meaning", None),
    ]
    assert states(standing) == {"sign/reliability": "open", "sign/other-explanations": "open"}


def test_a_link_without_a_scheme_of_the_catalogue_has_no_questions(owner, add_node, add_link):
    a, b = (add_node(text)["id"] for text in "AB")
    link = add_link([b], a, scheme="hunch")["id"]

    assert owner.get(f"links/{link}/scheme/").json() == {"scheme": None, "premises": [], "questions": []}


def test_premises_are_added_and_questions_raised_and_answered(owner, add_node, add_link):
    a, b, c = (add_node(text)["id"] for text in "ABC")
    link = add_link([{"node": b, "role": "observation"}], a, scheme="sign")["id"]

    added = owner.post(f"links/{link}/premises/", {"role": "meaning"}).json()
    raised = owner.post(f"links/{link}/raise/", {"question": "sign/other-explanations"}).json()
    answered = owner.post(f"links/{link}/answer/", {"question": "sign/reliability", "node": c}).json()

    assert all(premise["node"] for premise in added["premises"])
    assert states(raised)["sign/other-explanations"] == "raised"
    assert states(answered) == {"sign/reliability": "answered", "sign/other-explanations": "raised"}
