// SPDX-License-Identifier: Apache-2.0
// Reads the result file that test runners write with --junitxml. The file is the target's: it is parsed with expat,
// which bounds nesting and entity expansion, and anything unexpected is skipped.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "velox/base/error.hpp"

namespace velox::experiment {

enum class TestOutcome { passed, failed, error, skipped };
const char* to_string(TestOutcome outcome);

struct TestResult {
  TestOutcome outcome = TestOutcome::passed;
  std::string message;  ///< first line of the failure
};

/// Test name ("classname::name") -> result. A name that occurs twice keeps the worse result. Error invalid: not XML.
Result<std::map<std::string, TestResult>> read_junit(std::string_view xml);

}  // namespace velox::experiment
