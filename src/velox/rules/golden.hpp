// SPDX-License-Identifier: Apache-2.0
// The cases of a page against its rule: each rewrite gives exactly the text of its second block, parses and is not proposed
// again; a lone block gives no candidate. Nothing is run here: runtime/page_cases.py executes what cases_to_run() gives.
// Pure functions.
#pragma once

#include <string>
#include <vector>

#include "velox/rules/catalogue.hpp"
#include "velox/rules/rule.hpp"

namespace velox::rules {

struct CaseFailure {
  int line = 0;  ///< of the case in its page
  std::string title;
  std::string message;
};

/// All that is wrong with the cases of a page; empty when its rule does what it says.
std::vector<CaseFailure> check_cases(const Rule& rule, const Page& page);

/// The input of runtime/page_cases.py, which prints one line for each case that does not hold, and of runtime/page_bench.py.
std::string cases_to_run(const Page& page);

}  // namespace velox::rules
