// SPDX-License-Identifier: Apache-2.0
// A module and its facts, with nodes found by their text, for tests.
#pragma once

#include <stdexcept>
#include <string>

#include "velox/analysis/facts.hpp"

namespace velox::analysis {

class TestModule {
 public:
  explicit TestModule(std::string text, const std::vector<model::ObservedUnit>& observed = {})
      : module(source::ParsedModule::parse(std::move(text), "m.py").value()), facts(Facts::analyse(module, observed)) {}

  /// The smallest node with exactly this text, the n-th (from 0) in source order.
  Node find(std::string_view text, int n = 0) const {
    std::vector<Node> hits;  // the innermost of nodes that start at one place
    source::walk(module.root(), [&](Node node) {
      if (node.text() == text) {
        if (!hits.empty() && hits.back().span() == node.span())
          hits.back() = node;
        else
          hits.push_back(node);
      }
      return true;
    });
    if (n >= static_cast<int>(hits.size())) throw std::runtime_error("no node: " + std::string(text));
    return hits[static_cast<std::size_t>(n)];
  }
  Node function(std::string_view name) const { return module.definition(*module.find_unit(name)); }
  const Binding& binding(std::string_view name, int n = 0) const {
    const auto* b = facts.binding(find(name, n));
    if (b == nullptr) throw std::runtime_error("no binding: " + std::string(name));
    return *b;
  }
  /// "list[str]", "list[]", "list[]#" with hashable elements of several classes, or "?".
  std::string type(std::string_view text, int n = 0) const {
    const auto t = facts.type_of(find(text, n));
    if (!t) return "?";
    return t->name + (t->element.empty() && !t->hashable_elements ? "" : "[" + t->element + "]") +
           (t->hashable_elements ? "#" : "");
  }

  source::ParsedModule module;
  Facts facts;
};

}  // namespace velox::analysis
