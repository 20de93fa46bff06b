// SPDX-License-Identifier: Apache-2.0
// Runs the project's own tests on a side, and compares B's outcomes with A's, test by test. Tests that fail on A say
// nothing and are left out; a test that is missing on B is a difference. With a command that is not pytest only its exit
// status is compared.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "velox/base/cancel.hpp"
#include "velox/base/clock.hpp"
#include "velox/experiment/junit.hpp"
#include "velox/profile/target.hpp"
#include "velox/sandbox/sandbox.hpp"

namespace velox::experiment {

/// Where programs of one side run.
struct SideRun {
  sandbox::Sandbox* sandbox = nullptr;
  const profile::Interpreter* python = nullptr;
  const sandbox::ProjectView* view = nullptr;
  fs::path bytecode;            ///< where this side keeps compiled files; may be empty
  bool fixed_bytecode = false;  ///< they are only read
  std::map<std::string, std::string> env;
  const CancelToken* cancel = nullptr;
};

/// A sandbox job with what every run of a side has in common.
sandbox::Job side_job(const SideRun& side, std::vector<std::string> argv, const fs::path& cwd, double wall_s,
                      std::uint32_t hash_seed);

struct TestRun {
  bool per_test = false;  ///< `results` is filled
  std::map<std::string, TestResult> results;
  model::Outcome outcome;
};

/// Runs the selection. Errors: the sandbox's; a run that fails or hangs is in the outcome.
Result<TestRun> run_tests(const SideRun& side, const profile::TestSelection& tests, Deadline deadline);

struct TestComparison {
  int run = 0;                            ///< tests that pass on A
  int passed = 0;                         ///< of those, on B
  int failing_before = 0;                 ///< left out: they fail on A
  std::optional<std::string> difference;  ///< "tests/test_a.py::test_x fails: assert 1 == 2"
  std::vector<std::string> differing;     ///< names, when per test
  bool usable = false;                    ///< A's tests can tell something
};
TestComparison compare_tests(const TestRun& a, const TestRun& b);

}  // namespace velox::experiment
