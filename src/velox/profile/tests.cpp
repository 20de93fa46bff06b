// SPDX-License-Identifier: Apache-2.0
#include "velox/profile/tests.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "velox/base/text.hpp"
#include "velox/profile/workload.hpp"

namespace velox::profile {
namespace {

// Ids are relative to pytest's root folder, so that is fixed to the project's.
std::vector<std::string> pytest_argv(const Interpreter& python, const fs::path& root) {
  return {python.executable.string(), "-m",        "pytest",     "-q", "-rfE", "-p",
          "no:cacheprovider",         "--rootdir", root.string()};
}

// "tests/test_a.py" as unittest wants it.
std::string dotted(const std::string& file) { return text::replace_all(file.substr(0, file.size() - 3), "/", "."); }

std::string python_path(const Selection& selection) {
  std::string path;
  for (const fs::path& folder : selection.project.import_folders()) path += (path.empty() ? "" : ":") + folder.string();
  return path;
}

ProjectTests given_tests(const Setup& setup, Workload workload) {
  ProjectTests tests;
  const auto& argv = workload.argv;
  tests.takes_ids = argv.size() >= 3 && argv[1] == "-m" && (argv[2] == "pytest" || argv[2] == "py.test");
  tests.base.cwd = workload.cwd;
  tests.base.env = workload.env;
  if (tests.takes_ids) {
    const std::vector<std::string> extra = {"-rfE", "-p", "no:cacheprovider", "--rootdir", setup.root.string()};
    workload.argv.insert(workload.argv.begin() + 3, extra.begin(), extra.end());
    // Files and folders that the command names would be run beside the ids; options stay.
    for (std::size_t i = 0; i < workload.argv.size(); ++i) {
      const std::string& word = workload.argv[i];
      std::error_code error;
      const std::string file = word.substr(0, word.find("::"));
      const bool place = i >= 8 && !word.starts_with('-') && fs::exists(setup.root / file, error);
      if (!place) tests.base.argv.push_back(word);
    }
  } else {
    tests.base.argv = workload.argv;
  }
  tests.workload = std::move(workload);
  return tests;
}

}  // namespace

TestSelection whole_tests(const Interpreter& python, const fs::path& root, const std::vector<std::string>& files) {
  TestSelection tests;
  tests.cwd = root;
  if (python.has_pytest) {
    tests.argv = pytest_argv(python, root);
    tests.argv.insert(tests.argv.end(), files.begin(), files.end());
    return tests;
  }
  tests.argv = {python.executable.string(), "-m", "unittest", "-q"};
  for (const std::string& file : files) tests.argv.push_back(dotted(file));
  return tests;
}

Result<std::optional<ProjectTests>> find_tests(const Setup& setup, const Selection& selection, const ImportGraph& graph,
                                               const std::optional<std::string>& command) {
  if (command) {
    Workload workload = VX_TRY(command_workload(setup, *command, "the given tests"));
    workload.env.try_emplace("PYTHONPATH", python_path(selection));
    return given_tests(setup, std::move(workload));
  }
  std::vector<std::string> files;
  for (const auto& [file, steps] : graph.importers_of(selection.files)) {
    const FileTraits* traits = graph.traits(file);
    if (traits != nullptr && looks_like_test(file) && !traits->tests.empty()) files.push_back(file);
  }
  if (files.empty()) return std::optional<ProjectTests>();
  ProjectTests tests;
  const TestSelection whole = whole_tests(setup.python, setup.root, files);
  tests.takes_ids = setup.python.has_pytest;
  tests.base = tests.takes_ids ? TestSelection{pytest_argv(setup.python, setup.root), {}, setup.root, {}} : whole;
  tests.workload.argv = whole.argv;
  tests.workload.cwd = whole.cwd;
  tests.workload.env["PYTHONPATH"] = python_path(selection);
  tests.base.env = tests.workload.env;
  tests.workload.description = files.size() == 1 ? files.front() : fmt::format("{} test files", files.size());
  return tests;
}

TestSelection tests_for(const ProjectTests& tests, const Captured& captured, const model::UnitId& unit) {
  TestSelection selection;
  const auto at = captured.units.find(unit);
  if (at == captured.units.end()) return selection;
  if (!tests.takes_ids) {
    if (captured.tests_ok && captured.reached_by_tests.contains(unit)) selection = tests.base;
    return selection;
  }
  std::vector<std::string> healthy;
  for (const std::string& id : at->second.observed.tests) {
    const auto& failing = captured.failing_tests;
    const std::string file = id.substr(0, id.find("::"));
    if (std::ranges::find(failing, id) == failing.end() && std::ranges::find(failing, file) == failing.end())
      healthy.push_back(id);
  }
  if (healthy.empty()) return selection;
  selection = tests.base;
  const std::size_t count = std::min(healthy.size(), kMaxTestIds);
  for (std::size_t i = 0; i < count; ++i) selection.ids.push_back(healthy[i * healthy.size() / count]);
  return selection;
}

}  // namespace velox::profile
