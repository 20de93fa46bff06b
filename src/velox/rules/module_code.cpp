// SPDX-License-Identifier: Apache-2.0
#include "velox/rules/module_code.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "velox/rules/hoisting.hpp"
#include "velox/rules/shape.hpp"

namespace velox::rules {
namespace {

Node root_of(Node node) {
  while (node.parent()) node = node.parent();
  return node;
}

bool is_function_of_call(Node node) { return node.parent().is("call") && node.parent().field("function") == node; }

/// What the classes of the module define, by name.
struct ClassCode {
  std::multimap<std::string_view, Node> methods;
  std::multimap<std::string_view, Node> made;  ///< what is assigned to a name of a class: `size = property(count)`
  std::set<std::string_view> properties;       ///< reading them as an attribute runs code
  bool any_getattr = false;

  explicit ClassCode(Node root) {
    source::walk(root, [&](Node node) {
      if (node.is("class_definition")) read(node.field("body"));
      const Node target = node.is("assignment") ? node.field("left") : Node();
      if (target.is("attribute") && as_call(unparen(node.field("right"))))  // `Box.size = property(count)`
        made.emplace(target.field("attribute").text(), node.field("right"));
      return true;
    });
  }

  void read(Node body) {
    for (const Node& item : body.items()) {
      const Node method = item.is("decorated_definition") ? item.field("definition") : item;
      if (method.is("function_definition")) {
        const auto name = method.field("name").text();
        methods.emplace(name, method);
        if (method != item) properties.insert(name);
        any_getattr = any_getattr || name == "__getattr__" || name == "__getattribute__";
      }
      const auto assigned = as_assignment(item);
      if (!assigned || !is_kind(assigned->value, {"call", "identifier", "attribute"})) continue;
      properties.insert(assigned->target.text());
      made.emplace(assigned->target.text(), assigned->value);
    }
  }
};

/// Special methods that run when an object is made, or only where the code shows it.
bool runs_unseen(std::string_view name, Node region) {
  if (!name.starts_with("__") || !name.ends_with("__")) return false;
  for (const auto making : {"__init__", "__new__", "__post_init__", "__init_subclass__", "__set_name__", "__getattr__",
                            "__getattribute__", "__setattr__", "__get__", "__set__"})
    if (name == making) return false;
  if (name == "__enter__" || name == "__exit__") return has_kind(region, {"with_statement"});
  if (name == "__setitem__" || name == "__delitem__") return has_kind(region, {"subscript"});
  return true;
}

enum class Entered { named, all };

class Reach {
 public:
  Reach(const Facts& facts, Node region, Entered entered) : facts_(facts), classes_(root_of(region)) {
    for (const auto& [name, method] : classes_.methods)
      if (entered == Entered::all && runs_unseen(name, region)) add(method);
    enter(region);
    for (std::size_t i = 0; i < found_.size(); ++i) enter(found_[i].field("body"));
  }
  std::vector<Node> found() && { return std::move(found_); }

 private:
  void add(Node function) {
    if (std::ranges::find(found_, function) == found_.end()) found_.push_back(function);
  }

  void add_methods(std::string_view name) {
    const auto [from, to] = classes_.methods.equal_range(name);
    for (auto at = from; at != to; ++at) add(at->second);
  }

  /// The functions that a property or descriptor is made of.
  void add_made(std::string_view name) {
    const auto [from, to] = classes_.made.equal_range(name);
    for (auto at = from; at != to; ++at) {
      source::walk(at->second, [&](Node node) {
        if (node.is("lambda")) add(node);
        if (node.is("identifier") && is_name_use(node)) this->name(node);
        return true;
      });
    }
  }

  void enter(Node piece) {
    source::walk(piece, [&](Node node) {
      if (node.is("attribute")) attribute(node);
      if (node.is("identifier") && is_name_use(node)) name(node);
      return true;
    });
  }

  void attribute(Node node) {
    const auto fact = facts_.type_of(node.field("object"));
    if (facts_.resolve(node) || (fact && is_function_of_call(node))) return;  // of a library, or of a builtin class
    const auto name = node.field("attribute").text();
    add_methods(name);
    add_made(name);
    if (classes_.any_getattr) {
      add_methods("__getattr__");
      add_methods("__getattribute__");
    }
    if (classes_.properties.contains(name)) add_methods("__get__");
    if (node.parent().field("left") != node) return;
    add_methods("__setattr__");
    if (classes_.properties.contains(name)) add_methods("__set__");
  }

  void name(Node node) {
    const Binding* binding = facts_.binding(node);
    if (binding == nullptr) return;
    for (const Node& store : binding->stores) {
      const Node made = store.parent();
      if (made.field("name") != store) continue;
      if (made.is("function_definition")) add(made);
      if (!made.is("class_definition")) continue;
      for (const auto making : {"__init__", "__new__", "__post_init__"}) add_methods(making);
    }
  }

  const Facts& facts_;
  ClassCode classes_;
  std::vector<Node> found_;
};

bool is_path(Node node) {
  while (node.is("attribute")) node = node.field("object");
  return node.is("identifier");
}

/// Names that the module's assignments make denote one object. Attributes go by their name alone, of whatever object.
class Aliases {
 public:
  Aliases(const Facts& facts, Node path) : facts_(facts) {
    source::walk(root_of(path), [&](Node node) {
      if (node.is("assignment")) pair(node.field("left"), node.field("right"));
      if (node.is("named_expression")) pair(node.field("name"), node.field("value"));
      return true;
    });
    if (name_of(path) != Name{}) names_.insert(name_of(path));
    for (bool grown = true; grown;) {
      grown = false;
      for (const auto& [left, right] : pairs_) {
        if (names_.contains(left) == names_.contains(right)) continue;
        names_.insert(left);
        names_.insert(right);
        grown = true;
      }
    }
  }

  bool cover(Node node) const {
    const bool name = node.is("attribute") || (node.is("identifier") && is_name_use(node));
    return name && names_.contains(name_of(node));
  }

 private:
  using Name = std::pair<const Binding*, std::string_view>;

  Name name_of(Node node) const {
    if (node.is("attribute")) return {nullptr, node.field("attribute").text()};
    return {facts_.binding(node), {}};
  }

  void pair(Node left, Node right) {
    right = unparen(right);
    if (right.is("assignment")) {  // a = b = c
      pair(left, right.field("left"));
      return;
    }
    if (right.is("boolean_operator")) {
      pair(left, right.field("left"));
      pair(left, right.field("right"));
      return;
    }
    const auto parts = right.items();
    if (right.is("conditional_expression") && parts.size() == 3) {
      pair(left, parts[0]);
      pair(left, parts[2]);
      return;
    }
    if (is_kind(left, {"pattern_list", "tuple_pattern"}) && is_kind(right, {"expression_list", "tuple"})) {
      const auto targets = left.items();
      for (std::size_t i = 0; targets.size() == parts.size() && i < parts.size(); ++i) pair(targets[i], parts[i]);
      return;
    }
    if (!is_path(left) || !is_path(right)) return;
    const auto from = name_of(left), to = name_of(right);
    if (from != Name{} && to != Name{}) pairs_.emplace_back(from, to);
  }

  const Facts& facts_;
  std::vector<std::pair<Name, Name>> pairs_;
  std::set<Name> names_;
};

/// Gives the object another name, which is looked at as well, or the name another object.
bool only_names(Node use, bool rebinding_counts) {
  const Node parent = use.parent();
  if (is_kind(parent, {"parameters", "typed_parameter", "default_parameter", "typed_default_parameter"})) return true;
  if (parent.is("named_expression")) return true;
  if (!parent.is("assignment")) return false;
  return parent.field("right") == use || (parent.field("left") == use && !rebinding_counts);
}

/// `queue.pop()`, `queue[0] = x`, `del queue[0]`, `queue += x`.
bool changes_in_place(Node use) {
  const Node parent = use.parent();
  if (parent.is("attribute")) return is_function_of_call(parent) && changing_method(parent.field("attribute").text());
  if (is_kind(parent, {"delete_statement", "augmented_assignment"})) return parent.field("right") != use;
  if (!parent.is("subscript") || parent.field("value") != use) return false;
  const Node around = parent.parent();
  return around.field("left") == parent || is_kind(around, {"delete_statement", "pattern_list", "tuple_pattern"});
}

bool rebinds(Node use) {
  return is_kind(use.parent(), {"assignment", "pattern_list", "tuple_pattern", "for_statement"}) &&
         use.parent().field("right") != use;
}

/// In the region itself giving the object away counts too; in the functions that it runs, what surely changes it.
enum class Strictness { looks_only, changes };

Node change_in(const Facts& facts, Node path, const Aliases& aliases, Node piece, Strictness strictness) {
  Node found;
  source::walk(piece, [&](Node node) {
    if (found || !aliases.cover(node)) return !found;
    const bool same = path.is("attribute") && node.is("attribute") &&
                      node.field("attribute").text() == path.field("attribute").text();
    const bool changed = strictness == Strictness::looks_only ? !only_looks(facts, node) && !only_names(node, same)
                                                              : changes_in_place(node) || (same && rebinds(node));
    if (changed) found = node;
    return !found;
  });
  return found;
}

/// Stores to anything but a local, or calls what is not known to look only.
bool acts(const Facts& facts, Node function) {
  bool found = false;
  source::walk(function.field("body"), [&](Node node) {
    if (is_kind(node, {"delete_statement", "global_statement", "nonlocal_statement", "yield", "await"})) found = true;
    if (is_kind(node, {"assignment", "augmented_assignment"})) found = found || !node.field("left").is("identifier");
    const auto call = node.is("call") ? as_call(node) : std::nullopt;
    if (node.is("call")) {
      const auto name = call ? facts.resolve(call->function) : std::nullopt;
      const bool looks =
          call && call->object ? looking_method(call->name) : name && *name != "print" && looking_builtin(*name);
      found = found || !looks;
    }
    return !found;
  });
  return found;
}

/// `property(count)` with a function of the module, or a lambda, that acts.
bool getter_acts(const Facts& facts, Node made) {
  bool found = false;
  source::walk(made, [&](Node node) {
    if (node.is("lambda")) found = found || acts(facts, node);
    const auto* binding = node.is("identifier") && is_name_use(node) ? facts.binding(node) : nullptr;
    for (const Node& store : binding != nullptr ? binding->stores : std::vector<Node>()) {
      const Node function = store.parent();
      const bool named = function.is("function_definition") && function.field("name") == store;
      found = found || (named && acts(facts, function));
    }
    return !found;
  });
  return found;
}

}  // namespace

std::vector<Node> functions_run_in(const Facts& facts, Node region) {
  return Reach(facts, region, Entered::all).found();
}

std::vector<Node> functions_named_in(const Facts& facts, Node region) {
  return Reach(facts, region, Entered::named).found();
}

Node visible_change(const Facts& facts, Node path, Node region) {
  const auto fact = facts.type_of(path);
  if (path.is("identifier") && fact && is_scalar_type(fact->name)) return {};
  const Node change = change_in(facts, path, Aliases(facts, path), region, Strictness::looks_only);
  return change ? change : changed_behind(facts, path, region);
}

Node changed_behind(const Facts& facts, Node path, Node region) {
  const Aliases aliases(facts, path);
  for (const Node& function : functions_run_in(facts, region)) {
    const Node change = change_in(facts, path, aliases, function.field("body"), Strictness::changes);
    if (change) return change;
  }
  return {};
}

Node acting_property(const Facts& facts, Node expression) {
  if (!has_kind(expression, {"attribute"})) return {};
  const ClassCode classes(root_of(expression));
  Node found;
  source::walk(expression, [&](Node node) {
    if (found || !node.is("attribute") || is_function_of_call(node)) return !found;
    const auto name = node.field("attribute").text();
    std::vector<std::string_view> run;
    if (classes.properties.contains(name)) run = {name, "__get__"};
    if (classes.any_getattr) run.insert(run.end(), {"__getattr__", "__getattribute__"});
    for (const auto one : run) {
      const auto [from, to] = classes.methods.equal_range(one);
      if (std::any_of(from, to, [&](const auto& method) { return acts(facts, method.second); })) found = node;
    }
    const auto [from, to] = classes.made.equal_range(name);
    if (std::any_of(from, to, [&](const auto& made) { return getter_acts(facts, made.second); })) found = node;
    return !found;
  });
  return found;
}

}  // namespace velox::rules
