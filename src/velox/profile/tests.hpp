// SPDX-License-Identifier: Apache-2.0
// The project's tests: which can reach the files asked for, how to run them, and which of them reach one unit.
//
//   auto tests = VX_TRY(find_tests(setup, selection, graph, options.tests));
//   auto captured = VX_TRY(capture_calls(setup, units, {&workload, tests ? &tests->workload : nullptr}, folder, deadline));
//   TestSelection selected = tests_for(*tests, captured, unit);
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "velox/base/error.hpp"
#include "velox/profile/capture.hpp"
#include "velox/profile/imports.hpp"
#include "velox/profile/launch.hpp"
#include "velox/profile/targets.hpp"

namespace velox::profile {

struct ProjectTests {
  Workload workload;   ///< runs all of them
  TestSelection base;  ///< the same without files: ids can be appended; or, where ids mean nothing, the whole command
  bool takes_ids = false;  ///< it is pytest
};

/// `command` (--tests) when given; else the tests that import the selection's files, with pytest when the interpreter has
/// it, else unittest. Nothing when there are none. Errors: usage, not_found (the command).
Result<std::optional<ProjectTests>> find_tests(const Setup& setup, const Selection& selection, const ImportGraph& graph,
                                               const std::optional<std::string>& command);

/// Tests during which the unit ran, without those that fail before any change; at most kMaxTestIds, spread evenly. With
/// tests that take no ids, the whole command - when the unit ran under it. `argv` is empty when no test reaches the unit.
TestSelection tests_for(const ProjectTests& tests, const Captured& captured, const model::UnitId& unit);

inline constexpr std::size_t kMaxTestIds = 500;

/// The command that runs whole test files (relative to the root): pytest, else unittest.
TestSelection whole_tests(const Interpreter& python, const fs::path& root, const std::vector<std::string>& files);

}  // namespace velox::profile
