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
