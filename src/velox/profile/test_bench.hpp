// SPDX-License-Identifier: Apache-2.0
// For tests: a real sandbox and the machine's own Python around a small project.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <utility>

#include "velox/base/subprocess.hpp"
#include "velox/profile/imports.hpp"
#include "velox/profile/interpreter.hpp"
#include "velox/profile/launch.hpp"
#include "velox/profile/targets.hpp"
#include "velox/profile/test_project.hpp"

namespace velox::profile {

/// The first back end that works here; the limits-only one where nothing else does.
inline sandbox::Sandbox& test_sandbox() {
  static const std::unique_ptr<sandbox::Sandbox> chosen = [] {
    auto found = sandbox::Sandbox::create(sandbox::BackendChoice::automatic);
    if (!found) found = sandbox::Sandbox::create(sandbox::BackendChoice::none);
    if (!found) std::abort();
    return std::move(*found);
  }();
  return *chosen;
}

inline InterpreterQuery test_query(const fs::path& root) {
  return {.root = root,
          .runtime = fs::path(VX_SOURCE_DIR) / "runtime",
          .sandbox = &test_sandbox(),
          .environment = current_environment()};
}

inline const Interpreter& test_python() {
  static const Interpreter python = [] {
    const TestProject empty(Files{{"x.py", ""}});
    auto found = find_interpreter(test_query(empty.root()));
    if (!found) std::abort();
    return *found;
  }();
  return python;
}

/// A project with its files resolved, ready to run.
class TestBench {
 public:
  explicit TestBench(const std::map<std::string, std::string>& files, const std::vector<std::string>& targets)
      : project_(files), selection_(select_targets(full(targets), project_.root())) {
    if (!selection_) ADD_FAILURE() << selection_.error().describe();
    setup_.root = project_.root();
    setup_.python = test_python();
    setup_.runtime = fs::path(VX_SOURCE_DIR) / "runtime";
    setup_.sandbox = &test_sandbox();
  }
  Workload script(const std::string& file) const {
    Workload workload;
    workload.argv = {setup_.python.executable.string(), (setup_.root / file).string()};
    workload.cwd = setup_.root;
    workload.description = file;
    workload.timeout_s = 30;
    return workload;
  }
  const Setup& setup() const { return setup_; }
  Setup& setup() { return setup_; }
  const Selection& selection() const { return *selection_; }
  ImportGraph graph() const { return ImportGraph::build(selection_->project); }
  TestProject& project() { return project_; }

 private:
  std::vector<std::string> full(const std::vector<std::string>& targets) const {
    std::vector<std::string> paths;
    for (const std::string& target : targets) paths.push_back((project_.root() / target).string());
    return paths;
  }
  TestProject project_;
  Result<Selection> selection_;
  Setup setup_;
};

}  // namespace velox::profile
