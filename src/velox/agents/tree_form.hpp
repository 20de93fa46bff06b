// SPDX-License-Identifier: Apache-2.0
// When two texts of a file are the same program: equal trees, whatever their layout, comments and fresh local names are.
// Pure functions.
#pragma once

#include <set>
#include <string>

#include "velox/source/parsed_module.hpp"

namespace velox::agents {

/// Every identifier of a module, whatever it stands for.
std::set<std::string> names_in(const source::ParsedModule& module);

/// A hash of the module's tree. White space, comments and line continuations do not count; neither does how a name is spelled
/// that the module binds and that is not among `known`, the names of the module before rewriting.
std::string tree_form(const source::ParsedModule& module, const std::set<std::string>& known);

}  // namespace velox::agents
