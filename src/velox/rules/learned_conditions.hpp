// SPDX-License-Identifier: Apache-2.0
// Which conditions a rewrite that was learned should have: those of a fixed list that hold wherever it was seen, and that its shape asks
// for. Pure functions.
#pragma once

#include <string>
#include <vector>

#include "velox/rules/catalogue.hpp"
#include "velox/rules/example.hpp"
#include "velox/rules/pattern.hpp"

namespace velox::rules {

/// A match of the rewrite's pattern in an example.
struct Placed {
  const ExampleSide* side = nullptr;
  Match match;
};

/// Lines as they stand in a page ("type($xs): list"), in the order of `variables`.
std::vector<std::string> conditions_for(const PageRewrite& rewrite, const std::vector<std::string>& variables,
                                        const std::vector<Placed>& placed);

}  // namespace velox::rules
