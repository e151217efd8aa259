from tests.api.conftest import assert_problem


def test_problems_are_listed_with_place_sentence_and_repair(owner, map_, add_node):
    first, second = (add_node("Buses are full.", main=main)["id"] for main in (True, False))

    found = owner.get(f"maps/{map_.pk}/problems/").json()

    assert found == [
        {
            "rule": "claim_without_support",
            "label": "Claim without support",
            "concern": "unsound",
            "message": "Nothing supports this claim.",
            "nodes": [first],
            "links": [],
            "repair": None,
        },
        {
            "rule": "isolated_node",
            "label": "Isolated node",
            "concern": "unfinished",
            "message": "This node is linked to nothing.",
            "nodes": [second],
            "links": [],
            "repair": None,
        },
        {
            "rule": "equal_texts",
            "label": "Equal texts",
            "concern": "unfinished",
            "message": "These two nodes say the same.",
            "nodes": [second, first],
            "links": [],
            "repair": "Merge them",
        },
    ]


def test_a_project_switches_rules_off(owner, project, map_, add_node):
    add_node("Buses are full.", main=True)

    answer = owner.patch(f"projects/{project.pk}/", {"rules_off": ["claim_without_support"]})

    assert answer.json()["rules_off"] == ["claim_without_support"]
    assert owner.get(f"maps/{map_.pk}/problems/").json() == []


def test_a_rule_that_there_is_not_cannot_be_switched_off(owner, project):
    problem = assert_problem(owner.patch(f"projects/{project.pk}/", {"rules_off": ["no_jokes"]}), 422)

    assert problem["errors"][0]["field"].startswith("rules_off")


def test_a_problem_that_is_sent_back_is_repaired_and_one_undo_takes_it_back(owner, map_, add_node):
    add_node("Buses are full.", main=True)
    add_node("Buses are full.")
    [*_, equal] = owner.get(f"maps/{map_.pk}/problems/").json()

    change = owner.post(f"maps/{map_.pk}/problems/repair/", equal)

    assert change.json()["action"] == "merge"
    assert len(owner.get(f"nodes/?map={map_.pk}").json()["results"]) == 1
    owner.post(f"maps/{map_.pk}/undo/")
    assert equal in owner.get(f"maps/{map_.pk}/problems/").json()


def test_a_problem_that_is_gone_and_one_without_a_repair_are_refused(owner, map_, add_node):
    add_node("Buses are full.", main=True)
    [unsupported] = owner.get(f"maps/{map_.pk}/problems/").json()
    address = f"maps/{map_.pk}/problems/repair/"

    gone = assert_problem(owner.post(address, {"rule": "equal_texts", "nodes": unsupported["nodes"]}), 422)
    none = assert_problem(owner.post(address, unsupported), 422)

    assert gone["detail"] == "This problem is no longer there; read the list again."
    assert none["detail"] == "This problem has no repair of one step; look at its place."


def test_a_map_is_read_as_prose_whose_pieces_name_their_nodes(owner, map_, add_node, add_link):
    a, b = add_node("Buses are needed", main=True)["id"], add_node("They are full.")["id"]
    add_link([b], a)

    [paragraph] = owner.get(f"maps/{map_.pk}/prose/").json()

    assert paragraph["text"] == "Buses are needed, because they are full (1.1)."
    assert [piece for piece in paragraph["pieces"] if piece["node"]] == [
        {"text": "Buses are needed", "node": a},
        {"text": "they are full", "node": b},
    ]


def test_a_map_is_read_in_numbers(owner, map_, add_node, add_link):
    main, reason = add_node("A", main=True)["id"], add_node("B", kind="evidence")["id"]
    add_link([reason], main)

    figures = owner.get(f"maps/{map_.pk}/figures/").json()

    assert (figures["nodes"], figures["links"], figures["levels"], figures["widest"]) == (2, 1, 2, 1)
    [sides] = [table for table in figures["tables"] if table["name"] == "sides"]
    assert sides["columns"] == ["for", "against"]
    assert [row["values"] for row in sides["rows"]] == [[1, 0], [1, 0]]
