from scripts.changed_tests import PROJECT, folders_for


def test_a_module_has_the_folders_of_its_room_in_both_kinds():
    assert folders_for(["app/collection/links/qr.py"], PROJECT) == {
        "tests/integration/collection/links",
        "tests/unit/collection/links",
    }


def test_a_folder_inside_a_room_belongs_to_the_room():
    changed = ["app/collection/responses/export/columns.py"]
    assert folders_for(changed, PROJECT) == {
        "tests/integration/collection/responses",
        "tests/unit/collection/responses",
    }


def test_a_template_belongs_to_the_room_of_its_folder():
    changed = ["app/templates/evidence/frameworks/framework.html"]
    assert folders_for(changed, PROJECT) == {
        "tests/integration/evidence/frameworks",
        "tests/unit/evidence/frameworks",
    }


def test_a_changed_test_runs_itself_and_a_browser_test_does_not():
    changed = [
        "tests/unit/scripts/test_changed_tests.py",
        "tests/browser/test_actions.py",
        "README.md",
    ]
    assert folders_for(changed, PROJECT) == {"tests/unit/scripts/test_changed_tests.py"}


def test_what_has_no_folders_of_its_own_is_left_out():
    assert folders_for(["app/worker/none/none.py"], PROJECT) == set()
