// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "velox/agents/survey.hpp"

namespace velox::cli {

/// Parses argv, runs the verb, returns the exit code. CLI11's exceptions stop here.
int run(int argc, char** argv, const agents::Installation& installation);

}  // namespace velox::cli
