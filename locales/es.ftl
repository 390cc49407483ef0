# Español neutro. Los tres archivos tienen las mismas claves con las mismas variables.
# Los números de partida, cuenta y referencia llegan como texto, para que no lleven separadores.

## Commands: names and descriptions as Discord lists them

command-link-name = vincular
command-link-description = Vincula tu cuenta de Steam para que Apolo sepa qué jugador eres
command-link-steam_id-name = steam_id
command-link-steam_id-description = Tu Steam ID, ID de amigo o enlace del perfil
command-unlink-name = desvincular
command-unlink-description = Elimina el vínculo con tu cuenta de Steam
command-match-name = partida
command-match-description = Muestra la tarjeta de una partida: la última tuya o cualquiera por su número
command-match-id-name = id
command-match-id-description = Número o enlace de la partida (sin él, la última tuya)

## Errors: what the member gave

error-invalid-steam-id = Eso no parece una cuenta de Steam. Dame tu ID de amigo de Dota 2 (por ejemplo, 104334048), tu Steam ID de 17 dígitos o el enlace a un perfil de Steam, OpenDota, Dotabuff o STRATZ.
error-vanity-url = Ese enlace lleva un nombre personalizado, y por el nombre no puedo saber qué cuenta es. Toma tu ID de amigo de tu perfil en Dota 2, o el Steam ID de 17 dígitos que aparece arriba en <https://store.steampowered.com/account>, y usa `/{ command-link-name }` con ese número.
error-invalid-match-id = Eso no es un número de partida. Es el número que Dota 2 muestra arriba en los detalles de la partida, como 7412345678; también sirve el enlace de la partida en OpenDota, Dotabuff o STRATZ.
error-not-linked = Todavía no sé cuál es tu cuenta de Steam. Usa `/{ command-link-name }` con tu ID de amigo o el enlace de tu perfil y vuelve a intentarlo.

## Errors: what Dota's sources say

error-match-not-found = No encuentro la partida { $match }. Revisa el número; si la partida acaba de terminar, espera unos minutos y vuelve a intentarlo.
error-player-not-found = OpenDota no conoce a este jugador. Revisa el ID; si la cuenta es nueva, juega una partida pública y vuelve a intentarlo.
error-private-profile = Las partidas de este jugador están ocultas. Si eres tú: en Dota 2, abre Configuración → Opciones → Social y activa «Exponer datos públicos de partidas» («Expose Public Match Data»). Las partidas que juegues a partir de entonces se verán.
error-no-matches = Este jugador aún no tiene partidas públicas. Después de la próxima pasan unos minutos hasta que puedo verla.
error-not-enough-matches =
    { $have ->
        [0] Para un gráfico necesito al menos { $need } partidas, y todavía no veo ninguna que cuente. Las partidas contra bots y las de menos de diez minutos no cuentan. Juega algunas más y vuelve a intentarlo.
        [one] Para un gráfico necesito al menos { $need } partidas, y por ahora solo veo una que cuenta. Las partidas contra bots y las de menos de diez minutos no cuentan. Juega algunas más y vuelve a intentarlo.
       *[other] Para un gráfico necesito al menos { $need } partidas, y por ahora solo veo { $have } que cuentan. Las partidas contra bots y las de menos de diez minutos no cuentan. Juega algunas más y vuelve a intentarlo.
    }
error-source-rate-limited =
    { $minutes ->
        [one] OpenDota no acepta más consultas mías por ahora. Vuelve a intentarlo en un minuto.
       *[other] OpenDota no acepta más consultas mías por ahora. Vuelve a intentarlo en { $minutes } minutos.
    }
error-source-unavailable = OpenDota, de donde saco las partidas, no responde en este momento. Lo intenté varias veces; vuelve a intentarlo en unos minutos.
error-bad-response = OpenDota envió algo que no pude leer. Vuelve a intentarlo más tarde. Si sigue pasando, dale esta referencia a un operador: { $reference }

## Errors: what happened to the work

error-timeout = Esto tardó demasiado y lo detuve. Vuelve a intentarlo. Si sigue pasando, dale esta referencia a un operador: { $reference }
error-poison = No pude terminarlo: falló una y otra vez. Los operadores pueden investigarlo con esta referencia: { $reference }
error-internal = Algo salió mal de mi lado. Vuelve a intentarlo. Si sigue pasando, dale esta referencia a un operador: { $reference }
error-cancelled = Esta petición se canceló. Usa el comando otra vez si todavía quieres la respuesta.
error-jobs-unavailable = En este momento no puedo aceptar trabajo. Vuelve a intentarlo en unos minutos. Referencia para los operadores: { $reference }
error-store-unavailable = En este momento no llego a mi base de datos, así que no se cambió nada. Vuelve a intentarlo en unos minutos. Referencia para los operadores: { $reference }
error-picture-expired = La imagen quedó lista, pero ya no está guardada. Usa el comando una vez más.

## Errors: on the way into the channel

error-picture-too-large = La imagen es más grande de lo que Discord acepta aquí, así que no puedo publicarla.
error-blocked-by-server = El AutoMod de este servidor no deja pasar mi respuesta. Un administrador puede hacer una excepción para mí en Ajustes del servidor → AutoMod.
error-missing-permissions = No tengo permiso para adjuntar imágenes en este canal. Pídele a un administrador el permiso «Adjuntar archivos» para mí o prueba en otro canal.

## Errors: refused at once

error-already-pending = Ya estoy en ello: la respuesta a tu primera petición está en camino.
error-restarting = Me estoy reiniciando. Vuelve a intentarlo en un momento.
error-journal-unavailable = En este momento no puedo aceptar peticiones. Vuelve a intentarlo en unos minutos. Referencia para los operadores: { $reference }
error-command-outdated = Este comando cambió entretanto. Reinicia Discord (Ctrl+R en la computadora) y úsalo de nuevo.

## Delivery: when an answer takes long

delivery-continues-in-channel = Esto está tardando más de lo normal. Sigo en ello y publicaré el resultado en este canal.
delivery-late-result = Aquí está el resultado para <@{ $user }>:
delivery-private-expired = Esto tarda más de lo que Discord me deja mantener abierta una respuesta privada. Usa el comando de nuevo en unos minutos; para entonces debería ir más rápido.

## Linking a Steam account

link-done = Listo: te vinculé a **{ $name }** (ID de amigo { $account }). Ahora `/{ command-match-name }` muestra tus partidas.
link-done-unnamed = Listo: te vinculé a la cuenta con el ID de amigo { $account }. Ahora `/{ command-match-name }` muestra tus partidas.
link-hidden = Listo: te vinculé a la cuenta con el ID de amigo { $account }. Pero sus partidas están ocultas y todavía no puedo mostrarlas: en Dota 2, abre Configuración → Opciones → Social y activa «Exponer datos públicos de partidas» («Expose Public Match Data»).
link-unchanged = Esa cuenta ya está vinculada a ti: ID de amigo { $account }.
link-removed = Listo: olvidé tu cuenta de Steam.
link-none = No había ninguna cuenta de Steam vinculada, así que no hay nada que eliminar.

## The match card

card-radiant = Radiant
card-dire = Dire
card-victory-radiant = Victoria de Radiant
card-victory-dire = Victoria de Dire
card-victory-team = Victoria de { $team }
card-no-result = Sin resultado
card-winner = GANÓ
card-mvp = MVP
card-abandoned = SALIÓ
card-anonymous = Anónimo
card-unknown-hero = Héroe n.º { $id }
card-match = Partida { $id }
card-no-players = La fuente no indica jugadores de esta partida
card-no-figures = La fuente no da cifras de esta partida
card-net-worth = Patrimonio
card-earned-gold = Oro obtenido
card-advantage-gold = Ventaja de oro (obtenido)
card-advantage-net-worth = Ventaja de patrimonio
card-biggest-lead = mayor ventaja, minuto { $minute }
card-totals = Totales por equipo
card-not-parsed = Partida sin analizar: no hay gráfico en el tiempo
card-total-kills = Asesinatos
card-total-hero-damage = Daño a héroes
card-total-tower-damage = Daño a torres
card-total-last-hits = Últimos golpes
card-detail-gpm = GPM
card-detail-xpm = XPM
card-detail-last-hits = LH

card-lobby-normal = Sin clasificar
card-lobby-practice = Sala privada
card-lobby-tournament = Torneo
card-lobby-tutorial = Tutorial
card-lobby-coop_bots = Cooperativo contra bots
card-lobby-ranked_team_mm = Clasificatoria
card-lobby-ranked_solo_mm = Clasificatoria
card-lobby-ranked = Clasificatoria
card-lobby-1v1_mid = 1c1
card-lobby-battle_cup = Copa de Batalla
card-lobby-local_bots = Bots
card-lobby-spectator = Espectador
card-lobby-event = Evento
card-lobby-gauntlet = Gauntlet
card-lobby-new_player = Jugadores nuevos
card-lobby-featured = Destacada

card-mode-all_pick = Elección libre
card-mode-captains_mode = Modo capitán
card-mode-random_draft = Selección aleatoria
card-mode-single_draft = Selección única
card-mode-all_random = Todo al azar
card-mode-intro = Introducción
card-mode-diretide = Diretide
card-mode-reverse_captains_mode = Modo capitán inverso
card-mode-greeviling = Greeviling
card-mode-tutorial = Tutorial
card-mode-mid_only = Solo por el medio
card-mode-least_played = Menos jugados
card-mode-limited_heroes = Héroes limitados
card-mode-compendium_matchmaking = Compendio
card-mode-custom = Partida personalizada
card-mode-captains_draft = Selección de capitanes
card-mode-balanced_draft = Selección equilibrada
card-mode-ability_draft = Selección de habilidades
card-mode-event = Evento
card-mode-all_random_death_match = Combate a muerte al azar
card-mode-1v1_mid = 1c1 por el medio
card-mode-all_draft = Elección libre
card-mode-turbo = Turbo
card-mode-mutation = Mutación
card-mode-coaches_challenge = Desafío del entrenador

card-medal-herald = Heraldo
card-medal-guardian = Guardián
card-medal-crusader = Cruzado
card-medal-archon = Arconte
card-medal-legend = Leyenda
card-medal-ancient = Ancestral
card-medal-divine = Divino
card-medal-immortal = Inmortal

card-alt-result = Partida de Dota 2 { $id }: { $result }, en { $duration }.
card-alt-facts = { $facts }.
card-alt-team = { $team }: { $players }.
card-alt-player = { $name } ({ $hero }) { $kda }, { $gold }
card-alt-gold-net-worth = Cada uno con asesinatos/muertes/asistencias y patrimonio.
card-alt-gold-earned-gold = Cada uno con asesinatos/muertes/asistencias y oro obtenido.

## El gráfico de progreso

progress-title = Progreso
progress-subtitle = Últimas { $matches } partidas · media móvil de { $window } partidas
progress-subtitle-turbo = Últimas { $matches } partidas Turbo · media móvil de { $window } partidas
progress-win-rate = { $percent } % de victorias
progress-wins = { $wins } V
progress-losses = { $losses } D
progress-win = V
progress-loss = D
progress-gold_per_min = GPM
progress-xp_per_min = XPM
progress-kda = KDA
progress-turbo = TURBO
progress-since = frente a las { $window } primeras
progress-best = Mejor: { $value }
progress-best-with = Mejor: { $value } · { $hero }
progress-turbo-left-out =
    { $matches ->
        [one] GPM y XPM sin 1 partida Turbo
       *[other] GPM y XPM sin { $matches } partidas Turbo
    }
progress-no-figures = Sin datos de estas partidas

progress-alt-opening = Progreso de { $name } en Dota 2: últimas { $matches } partidas.
progress-alt-opening-unnamed = Progreso en Dota 2: últimas { $matches } partidas.
progress-alt-opening-turbo = Progreso de { $name } en Dota 2: últimas { $matches } partidas Turbo.
progress-alt-opening-turbo-unnamed = Progreso en Dota 2: últimas { $matches } partidas Turbo.
progress-alt-period = Del { $first } al { $last }.
progress-alt-result = Victorias: { $wins }. Derrotas: { $losses }. Porcentaje de victorias: { $percent } %.
progress-alt-averages = Medias de las últimas { $window } partidas: { $figures }.
progress-alt-averages-compared = Medias de las últimas { $window } partidas, comparadas con las { $window } primeras: { $figures }.
progress-alt-figure = { $figure } { $value }
progress-alt-figure-up = { $figure } { $value } (subió { $change })
progress-alt-figure-down = { $figure } { $value } (bajó { $change })
progress-alt-figure-same = { $figure } { $value } (igual)
progress-alt-best = Mejor { $figure } en una partida: { $value }.
progress-alt-best-with = Mejor { $figure } en una partida: { $value }, con { $hero }.
