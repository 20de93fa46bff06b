// SPDX-License-Identifier: Apache-2.0
// The parts of `velox learn`, each adding its own verbs to it.
#pragma once

namespace CLI {
class App;
}

namespace velox::cli {

struct Context;

void add_collect(CLI::App& learn, Context& context);
/// status, train, compare, promote, rollback.
void add_policies(CLI::App& learn, Context& context);

}  // namespace velox::cli
