// SPDX-License-Identifier: Apache-2.0
// What `analyze` found, in the forms that other tools read. Pure functions.
#pragma once

#include <string>

#include "velox/agents/analyzer.hpp"
#include "velox/agents/catalogue.hpp"

namespace velox::cli {

/// SARIF 2.1.0 (OASIS): one run, a rule for each that found something, results with fingerprints and fixes as replacements of
/// byte ranges.
Json sarif(const agents::Analysis& analysis, const std::vector<agents::CatalogueEntry>& catalogue);

/// Workflow commands of GitHub Actions, one notice a line.
std::string github(const agents::Analysis& analysis);

/// A Code Quality report of GitLab.
Json gitlab(const agents::Analysis& analysis);

}  // namespace velox::cli
