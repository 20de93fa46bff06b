// SPDX-License-Identifier: Apache-2.0
// Problem: know for every identifier which variable it means. Idea: three passes over the flat tree - give each node its
// scope, declare what each scope binds, resolve what each scope reads - because a name bound at the end of a function is
// local at its beginning too. Limits: rebinding from other modules (monkey-patching) and through frames is not seen.
#include "velox/analysis/scopes.hpp"

#include <algorithm>

namespace velox::analysis {

enum class Role : std::uint8_t { none, load, store, load_store, parameter, import, remove, declare };

class ScopeBuilder {
 public:
  explicit ScopeBuilder(Scopes& out) : out_(out), tree_(out.tree_) {}

  void run() {
    out_.scope_of_.assign(tree_.size(), 0);
    out_.opened_.assign(tree_.size(), -1);
    out_.binding_of_.assign(tree_.size(), -1);
    out_.store_.assign(tree_.size(), false);
    out_.scopes_.push_back({ScopeKind::module, 0, -1, false, {}, {}, {}});
    uses_.reserve(tree_.size() / 3);
    for (NodeIndex i = 1; i < static_cast<NodeIndex>(tree_.size()); ++i) {
      const auto scope = child_scope(i);
      out_.scope_of_[static_cast<std::size_t>(i)] = scope;
      open_scope(i, scope);
      note(i, scope);
    }
    for (const auto& use : uses_) {
      if (is_store(use.role) || use.role == Role::declare) store(use);
    }
    for (const auto& use : uses_) {
      if (use.role == Role::load || use.role == Role::load_store) load(use);
    }
    for (const auto i : calls_) check_call(i);
    check_patches();
    finish();
  }

 private:
  struct Use {
    NodeIndex identifier;
    NodeIndex site;
    ScopeIndex scope;
    Role role;
    std::string_view name;
  };

  static bool is_store(Role role) { return role != Role::none && role != Role::load && role != Role::declare; }

  Scope& scope(ScopeIndex s) { return out_.scopes_[static_cast<std::size_t>(s)]; }
  BindingInfo& info(BindingIndex b) { return out_.infos_[static_cast<std::size_t>(b)]; }

  void open_scope(NodeIndex i, ScopeIndex outer) {
    const auto kind = tree_.kind(i);
    ScopeKind opened;
    if (kind == Kind::function_definition_k)
      opened = ScopeKind::function;
    else if (kind == Kind::lambda_k)
      opened = ScopeKind::lambda;
    else if (kind == Kind::class_definition_k)
      opened = ScopeKind::class_body;
    else if (is_comprehension(kind))
      opened = ScopeKind::comprehension;
    else
      return;
    out_.opened_[static_cast<std::size_t>(i)] = static_cast<ScopeIndex>(out_.scopes_.size());
    out_.scopes_.push_back({opened, i, outer, false, {}, {}, {}});
  }

  // The scope that evaluates node i, given that its parent is done.
  ScopeIndex child_scope(NodeIndex i) {
    const auto parent = tree_.parent(i);
    const auto outer = out_.scope_of_[static_cast<std::size_t>(parent)];
    const auto kind = tree_.kind(parent);
    const auto field = tree_.field_of(i);
    if (kind == Kind::function_definition_k || kind == Kind::class_definition_k) {
      return field == Field::body || field == Field::type_parameters ? out_.opened_by(parent) : outer;
    }
    if (kind == Kind::lambda_k) return field == Field::body ? out_.opened_by(parent) : outer;
    if (is_comprehension(kind)) return out_.opened_by(parent);
    if (kind == Kind::for_in_clause_k && field == Field::right) {
      const auto comprehension = tree_.parent(parent);
      const bool first = first_clause(comprehension) == parent;
      return first && comprehension >= 0 ? out_.scope_of_[static_cast<std::size_t>(comprehension)] : outer;
    }
    return outer;
  }

  NodeIndex first_clause(NodeIndex comprehension) const {
    for (auto c = tree_.first(comprehension); c != kNone; c = tree_.next(c)) {
      if (tree_.is(c, Kind::for_in_clause_k)) return c;
    }
    return kNone;
  }

  // Records what an identifier or statement says about names.
  void note(NodeIndex i, ScopeIndex s) {
    switch (tree_.kind(i)) {
      case Kind::identifier_k: note_identifier(i, s); break;
      case Kind::wildcard_import_k:
        scope(0).poisoned = true;
        out_.builtins_poisoned_ = true;
        break;
      case Kind::global_statement_k:
        for (const auto c : tree_.children(i)) scope(s).globals.insert(mangled(tree_.text(c), s));
        break;
      case Kind::nonlocal_statement_k:
        for (const auto c : tree_.children(i)) scope(s).nonlocals.insert(mangled(tree_.text(c), s));
        break;
      case Kind::call_k: calls_.push_back(i); break;
      case Kind::attribute_k: attributes_.push_back(i); break;
      default: break;
    }
  }

  void note_identifier(NodeIndex i, ScopeIndex s) {
    NodeIndex site = kNone;
    const Role role = role_of(i, site);
    if (role == Role::none) return;
    const auto name = mangled(tree_.text(i), s);
    if (role == Role::parameter) {
      if (const auto opened = out_.opened_by(site); opened >= 0) uses_.push_back({i, site, opened, role, name});
      return;
    }
    if (is_store(role) && tree_.is(site, Kind::named_expression_k)) s = out_.frame_of(s);
    uses_.push_back({i, site, s, role, name});
  }

  // Private names inside classes: __x becomes _Class__x.
  std::string_view mangled(std::string_view name, ScopeIndex s) {
    if (!name.starts_with("__") || name.ends_with("__")) return name;
    while (s >= 0 && scope(s).kind != ScopeKind::class_body) s = scope(s).parent;
    if (s < 0) return name;
    auto owner = tree_.text(tree_.child(scope(s).node, Field::name));
    owner.remove_prefix(std::min(owner.find_first_not_of('_'), owner.size()));
    if (owner.empty()) return name;
    return out_.mangled_.emplace_back("_" + std::string(owner) + std::string(name));
  }

  Role role_of(NodeIndex i, NodeIndex& site) const {
    const auto parent = tree_.parent(i);
    const auto field = tree_.field_of(i);
    site = parent;
    switch (tree_.kind(parent)) {
      case Kind::attribute_k: return field == Field::attribute ? Role::none : Role::load;
      case Kind::keyword_argument_k: return field == Field::name ? Role::none : Role::load;
      case Kind::keyword_pattern_k: return Role::none;
      case Kind::global_statement_k:
      case Kind::nonlocal_statement_k: return Role::none;
      case Kind::function_definition_k:
      case Kind::class_definition_k: return field == Field::name ? Role::store : Role::load;
      case Kind::named_expression_k: return field == Field::name ? Role::store : Role::load;
      case Kind::aliased_import_k: return field == Field::alias ? Role::import : Role::none;
      case Kind::dotted_name_k: return dotted_role(i, parent, site);
      case Kind::splat_pattern_k: return Role::store;
      default: break;
    }
    return climb(i, site);
  }

  Role dotted_role(NodeIndex i, NodeIndex dotted, NodeIndex& site) const {
    const auto owner = tree_.parent(dotted);
    const bool first = tree_.first(dotted) == i;
    switch (tree_.kind(owner)) {
      case Kind::import_statement_k:
      case Kind::import_from_statement_k:
      case Kind::future_import_statement_k:
        return first && tree_.field_of(dotted) == Field::name ? Role::import : Role::none;
      case Kind::aliased_import_k:
      case Kind::relative_import_k: return Role::none;
      case Kind::class_pattern_k: return first ? Role::load : Role::none;
      default: break;
    }
    if (!first) return Role::none;
    if (tree_.count(dotted) > 1) return Role::load;
    site = owner;
    return tree_.text(i) == "_" ? Role::none : Role::store;
  }

  // Through target lists up to the construct that binds.
  Role climb(NodeIndex i, NodeIndex& site) const {
    NodeIndex from = i, at = tree_.parent(i);
    while (true) {
      const auto kind = tree_.kind(at);
      const auto field = tree_.field_of(from);
      site = at;
      switch (kind) {
        case Kind::tuple_pattern_k:
        case Kind::list_pattern_k:
        case Kind::pattern_list_k: break;
        case Kind::list_splat_pattern_k:
        case Kind::dictionary_splat_pattern_k:
        case Kind::list_splat_k:
        case Kind::tuple_k:
        case Kind::list_k:
        case Kind::parenthesized_expression_k:
        case Kind::expression_list_k: break;  // targets of `with` and `del` are parsed as expressions
        case Kind::assignment_k:
          if (field != Field::left) return Role::load;
          return tree_.child(at, Field::right) == kNone ? Role::declare : Role::store;
        case Kind::augmented_assignment_k: return field == Field::left ? Role::load_store : Role::load;
        case Kind::for_statement_k:
        case Kind::for_in_clause_k: return field == Field::left ? Role::store : Role::load;
        case Kind::delete_statement_k: return Role::remove;
        case Kind::as_pattern_target_k: return Role::store;
        case Kind::as_pattern_k:
          return tree_.is(tree_.first(at), Kind::case_pattern_k) && from != tree_.first(at) ? Role::store : Role::load;
        case Kind::except_clause_k:
          return field == Field::alias && tree_.node(at).text().find(" as ") != std::string_view::npos ? Role::store
                                                                                                       : Role::load;
        case Kind::default_parameter_k:
        case Kind::typed_default_parameter_k:
          if (field != Field::name) return Role::load;
          break;
        case Kind::typed_parameter_k:
          if (field == Field::type) return Role::load;
          break;
        case Kind::parameters_k:
        case Kind::lambda_parameters_k: site = tree_.parent(at); return Role::parameter;
        case Kind::type_k:
          if (tree_.field_of(at) == Field::left && tree_.is(tree_.parent(at), Kind::type_alias_statement_k))
            return Role::store;
          if (is_type_parameter(at)) return Role::store;
          return Role::load;
        default: return Role::load;
      }
      from = at;
      at = tree_.parent(at);
      if (at < 0) return Role::load;
    }
  }

  bool is_type_parameter(NodeIndex type) const {
    const auto list = tree_.parent(type);
    return tree_.is(list, Kind::type_parameter_k) && tree_.field_of(list) == Field::type_parameters;
  }

  BindingIndex bind(ScopeIndex s, std::string_view name) {
    const auto [it, fresh] = scope(s).names.try_emplace(name, static_cast<BindingIndex>(out_.infos_.size()));
    if (fresh) {
      out_.infos_.emplace_back().scope = s;
      Binding face;
      face.name = std::string(name);
      face.scope = tree_.node(scope(s).node);
      out_.faces_.push_back(std::move(face));
    }
    return it->second;
  }

  // The scope that owns a name written in s.
  ScopeIndex owner(ScopeIndex s, std::string_view name) {
    if (scope(s).globals.contains(name)) return 0;
    if (!scope(s).nonlocals.contains(name)) return s;
    for (auto up = scope(s).parent; up > 0; up = scope(up).parent) {
      if (scope(up).kind == ScopeKind::class_body) continue;
      if (scope(up).globals.contains(name)) return 0;
      if (scope(up).names.contains(name)) return up;
    }
    return s;
  }

  void store(const Use& use) {
    auto target = owner(use.scope, use.name);
    if (scope(use.scope).nonlocals.contains(use.name) && target == use.scope) {
      late_.push_back(use);  // the owner's store comes later in the text
      return;
    }
    record_store(use, bind(target, use.name));
  }

  void record_store(const Use& use, BindingIndex b) {
    out_.binding_of_[static_cast<std::size_t>(use.identifier)] = b;
    auto& entry = info(b);
    if (use.role == Role::declare) return;
    out_.store_[static_cast<std::size_t>(use.identifier)] = true;
    entry.stores.push_back({use.identifier, use.site});
    entry.is_import &= use.role == Role::import;
    entry.is_parameter |= use.role == Role::parameter;
    entry.deleted |= use.role == Role::remove;
    if (entry.scope != use.scope) {
      out_.faces_[static_cast<std::size_t>(b)].written_elsewhere = true;
      mark_captured(b, use.scope);
    }
    if (use.role == Role::load_store) entry.loads.push_back(use.identifier);
  }

  void mark_captured(BindingIndex b, ScopeIndex from) {
    if (info(b).scope == from || info(b).is_builtin) return;
    out_.faces_[static_cast<std::size_t>(b)].captured = true;
    for (auto s = from; s >= 0 && s != info(b).scope; s = scope(s).parent) {
      info(b).deferred |= scope(s).kind == ScopeKind::function || scope(s).kind == ScopeKind::lambda ||
                          tree_.is(scope(s).node, Kind::generator_expression_k);
    }
  }

  BindingIndex lookup(ScopeIndex from, std::string_view name) {
    if (scope(from).globals.contains(name)) return module_name(name);
    for (auto s = from; s > 0; s = scope(s).parent) {
      if (s != from && scope(s).kind == ScopeKind::class_body) continue;
      if (s != from && scope(s).globals.contains(name)) return module_name(name);
      const auto it = scope(s).names.find(name);
      if (it != scope(s).names.end()) return it->second;
    }
    return module_name(name);
  }

  BindingIndex module_name(std::string_view name) {
    const auto it = scope(0).names.find(name);
    if (it != scope(0).names.end()) return it->second;
    const auto [known, fresh] = out_.builtins_.try_emplace(name, static_cast<BindingIndex>(out_.infos_.size()));
    if (fresh) {
      out_.infos_.emplace_back().is_builtin = true;
      Binding face;
      face.name = std::string(name);
      face.scope = tree_.node(0);
      out_.faces_.push_back(std::move(face));
    }
    return known->second;
  }

  void load(const Use& use) {
    const auto b = lookup(use.scope, use.name);
    out_.binding_of_[static_cast<std::size_t>(use.identifier)] = b;
    if (use.role == Role::load_store) return;
    info(b).loads.push_back(use.identifier);
    mark_captured(b, use.scope);
    if (use.name == "__builtins__") out_.builtins_poisoned_ = true;
  }

  // exec, eval, globals, locals and vars read and write names that the text does not show.
  void check_call(NodeIndex call) {
    const auto function = tree_.child(call, Field::function);
    if (!tree_.is(function, Kind::identifier_k)) return;
    const auto b = out_.binding_at(function);
    if (b < 0 || !info(b).is_builtin) return;
    const auto name = tree_.text(function);
    const int arguments = tree_.count(tree_.child(call, Field::arguments));
    const auto s = out_.frame_of(out_.scope_at(call));
    if ((name == "exec" || name == "eval") && arguments == 1) {
      for (auto up = s; up >= 0; up = scope(up).parent) scope(up).poisoned = true;
      out_.builtins_poisoned_ = true;
    } else if (name == "globals" || (s == 0 && (name == "locals" || (name == "vars" && arguments == 0)))) {
      scope(0).poisoned = out_.builtins_poisoned_ = true;
    } else if (name == "locals" || (name == "vars" && arguments == 0)) {
      scope(s).poisoned = true;
    } else if (name == "setattr" || name == "delattr") {
      patches_.push_back(tree_.nth(tree_.child(call, Field::arguments), 0));
    }
  }

  // Assignments to attributes of modules and classes change what dotted names mean.
  void check_patches() {
    for (const auto i : attributes_) {
      NodeIndex site = kNone;
      const Role role = climb(i, site);
      if (is_store(role)) patches_.push_back(i);
    }
    std::vector<std::string> names;
    for (const auto i : patches_) names.push_back(out_.resolve(i));
    for (auto& name : names) {
      if (name == "builtins" || name.starts_with("builtins.")) out_.builtins_poisoned_ = true;
      if (!name.empty()) out_.patched_.insert(std::move(name));
    }
  }

  void finish() {
    for (const auto& use : late_) record_store(use, bind(owner(use.scope, use.name), use.name));
    for (std::size_t b = 0; b < out_.infos_.size(); ++b) {
      auto& entry = out_.infos_[b];
      auto& face = out_.faces_[b];
      face.stores.reserve(entry.stores.size());
      face.loads.reserve(entry.loads.size());
      for (const auto& store : entry.stores) face.stores.push_back(tree_.node(store.identifier));
      if (!std::is_sorted(entry.loads.begin(), entry.loads.end())) std::sort(entry.loads.begin(), entry.loads.end());
      for (const auto i : entry.loads) face.loads.push_back(tree_.node(i));
      face.kind = kind_of(entry, face.name);
    }
  }

  BindingKind kind_of(const BindingInfo& entry, const std::string& name) {
    if (entry.is_builtin)
      return is_builtin_name(name) && !out_.builtins_poisoned_ ? BindingKind::builtin : BindingKind::unknown;
    if (entry.is_parameter) return BindingKind::parameter;
    if (scope(entry.scope).kind == ScopeKind::class_body) return BindingKind::unknown;
    if (entry.is_import && !entry.stores.empty()) return BindingKind::import;
    return entry.scope == 0 ? BindingKind::global : BindingKind::local;
  }

  Scopes& out_;
  const Tree& tree_;
  std::vector<Use> uses_, late_;
  std::vector<NodeIndex> calls_, attributes_, patches_;
};

Scopes::Scopes(const Tree& tree) : tree_(tree) {
  ScopeBuilder(*this).run();
  std::vector<std::string> meanings(infos_.size());
  for (std::size_t b = 0; b < infos_.size(); ++b) meanings[b] = meaning_of(static_cast<BindingIndex>(b));
  meanings_ = std::move(meanings);
}

const std::unordered_set<std::string_view>& Scopes::all_names() const {
  std::call_once(names_found_, [this] {
    for (NodeIndex i = 0; i < static_cast<NodeIndex>(tree_.size()); ++i) {
      if (tree_.is(i, Kind::identifier_k)) all_names_.insert(tree_.text(i));
    }
    all_names_.insert(mangled_.begin(), mangled_.end());
  });
  return all_names_;
}

BindingIndex Scopes::index_of(const Binding& binding) const {
  if (faces_.empty() || &binding < faces_.data() || &binding >= faces_.data() + faces_.size()) return -1;
  return static_cast<BindingIndex>(&binding - faces_.data());
}

BindingIndex Scopes::binding_at(NodeIndex identifier) const {
  return identifier < 0 ? -1 : binding_of_[static_cast<std::size_t>(identifier)];
}

ScopeIndex Scopes::opened_by(NodeIndex node) const { return node < 0 ? -1 : opened_[static_cast<std::size_t>(node)]; }

ScopeIndex Scopes::frame_of(ScopeIndex s) const {
  while (s > 0 && scope(s).kind == ScopeKind::comprehension) s = scope(s).parent;
  return s;
}

bool Scopes::poisoned(ScopeIndex s) const {
  for (; s >= 0; s = scope(s).parent) {
    if (scope(s).poisoned) return true;
  }
  return false;
}

namespace {

// What the one import that binds an identifier gives it.
std::string imported_name(const Tree& tree, const Occurrence& store) {
  const auto parent = tree.parent(store.identifier);
  const bool aliased = tree.is(parent, Kind::aliased_import_k);
  const auto statement = tree.parent(parent);
  const auto name = aliased ? tree.text(tree.child(parent, Field::name)) : tree.text(store.identifier);
  if (tree.is(statement, Kind::import_statement_k)) return std::string(name);
  if (!tree.is(statement, Kind::import_from_statement_k)) return {};
  const auto module = tree.child(statement, Field::module_name);
  if (!tree.is(module, Kind::dotted_name_k)) return {};  // relative imports are not resolved
  return std::string(tree.text(module)) + "." + std::string(name);
}

}  // namespace

std::string Scopes::resolve(NodeIndex expression) const {
  expression = tree_.strip(expression);
  if (tree_.is(expression, Kind::attribute_k)) {
    auto object = resolve(tree_.child(expression, Field::object));
    if (object.empty() || patched_.contains(object)) return {};
    object += "." + std::string(tree_.text(tree_.child(expression, Field::attribute)));
    return patched_.contains(object) ? std::string() : object;
  }
  const auto b = tree_.is(expression, Kind::identifier_k) ? binding_at(expression) : -1;
  if (b < 0) return {};
  return meanings_.empty() ? meaning_of(b) : meanings_[static_cast<std::size_t>(b)];
}

std::string Scopes::meaning_of(BindingIndex b) const {
  const auto& entry = info(b);
  if (entry.is_builtin) {
    const auto& name = face(b).name;
    return !builtins_poisoned_ && is_builtin_name(name) ? name : std::string();
  }
  if (!entry.is_import || entry.stores.empty() || scope(entry.scope).poisoned || face(b).written_elsewhere) return {};
  if (scope(entry.scope).kind == ScopeKind::class_body) return {};
  auto name = imported_name(tree_, entry.stores[0]);
  for (const auto& store : entry.stores) {
    if (imported_name(tree_, store) != name) return {};
  }
  if (name.starts_with("builtins.") && !builtins_poisoned_) name = name.substr(9);
  return patched_.contains(name) ? std::string() : name;
}

NodeIndex Scopes::function_named_by(NodeIndex identifier) const {
  const auto b = tree_.is(identifier, Kind::identifier_k) ? binding_at(identifier) : -1;
  if (b < 0 || info(b).is_builtin || info(b).is_parameter || info(b).stores.size() != 1 || face(b).written_elsewhere)
    return kNone;
  const auto& s = scope(info(b).scope);
  if (s.poisoned || s.kind == ScopeKind::class_body) return kNone;
  const auto site = info(b).stores[0].site;
  const bool plain =
      tree_.is(site, Kind::function_definition_k) && !tree_.is(tree_.parent(site), Kind::decorated_definition_k);
  return plain ? site : kNone;
}

}  // namespace velox::analysis
